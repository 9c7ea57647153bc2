import { z } from "zod";
import { confidencePrefixes } from "../lexicons/confidence-texts.ts";
import { promptLanguageOf } from "../lexicons/prompt-texts.ts";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { lastLineOf, namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: 'On the first line of your reply write only {answer}. On the second and last line write "{prefix}" followed by how likely it is that your answer is correct, as a whole percentage from 0% to 100%, and nothing after that.',
  zh: "回答的第一行只写{answer}。第二行（最后一行）写“{prefix}”加上您的答案正确的可能性，用0%到100%之间的整数百分数表示，后面不加任何内容。",
  es: 'En la primera línea de su respuesta escriba únicamente {answer}. En la segunda y última línea escriba "{prefix}" y, a continuación, la probabilidad de que su respuesta sea correcta, como porcentaje entero de 0% a 100%, sin nada después.',
  pt: 'Na primeira linha da sua resposta escreva unicamente {answer}. Na segunda e última linha escreva "{prefix}" e, em seguida, a probabilidade de a sua resposta estar correta, como porcentagem inteira de 0% a 100%, sem mais nada depois.',
};

/** What a worked example says of its answer: those are right. */
const exampleConfidence = "95%";

/**
 * Two lines: the labels alone, then the prefix and a whole percentage. The calibration of a run reads the confidence out of
 * replies that put it otherwise too; they do not keep to the instruction.
 */
export default defineInstruction({
  name: "stated-confidence",
  description: "The letters of the correct options, then how likely the answer is to be correct, in per cent",
  source:
    "Lin, Hilton & Evans 2022, arXiv 2205.14334; Tian et al. 2023, arXiv 2305.14975 (stated confidence), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({}),
  answerForm: "label",
  say: (language, labels) =>
    instructionText(words, language, labels, { prefix: confidencePrefixes[promptLanguageOf(language)] }),
  example: (reply) =>
    `${writtenAnswer(reply)}\n${confidencePrefixes[promptLanguageOf(reply.language)]}${exampleConfidence}`,
  keeps: (text, prompt) => {
    const { before, line } = lastLineOf(text);
    const prefix = confidencePrefixes[promptLanguageOf(prompt.language)];
    return (
      line.startsWith(prefix) && /^(?:100|[1-9]?\d)%$/.test(line.slice(prefix.length)) && namesLabels(before, prompt)
    );
  },
});
