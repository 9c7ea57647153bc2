import { z } from "zod";
import { instructionTexts } from "../lexicons/instruction-texts.ts";
import { type PromptLanguage, promptLanguageOf } from "../lexicons/prompt-texts.ts";
import { defineInstruction } from "./define.ts";
import { instructionText, textsOf } from "./instruction-text.ts";
import { replyLanguage } from "./reply-language.ts";
import { writtenAnswer } from "./written-answer.ts";

const settingsSchema = z.strictObject({
  target: z
    .enum(["other", "zh", "en", "es", "pt"])
    .default("other")
    .describe(
      'Language to reply in; "other" is English for a prompt in another language, and Spanish for an English one.',
    ),
});

function targetFor(language: string, target: z.infer<typeof settingsSchema>["target"]): PromptLanguage {
  if (target !== "other") {
    return target;
  }
  return promptLanguageOf(language) === "en" ? "es" : "en";
}

const words = {
  en: "Write your whole reply in {language}: explain your choice in one or two sentences, then give {answer}.",
  zh: "全文用{language}回答：用一两句话说明理由，然后写出{answer}。",
  es: "Escriba toda su respuesta en {language}: explique su elección en una o dos frases y después indique {answer}.",
  pt: "Escreva toda a sua resposta em {language}: explique sua escolha em uma ou duas frases e depois indique {answer}.",
};

/**
 * The reply is written in another language than the question. Option texts that it repeats do not count, in whichever
 * language they are; a reply of labels alone is in no language and does not keep to it. `replyLanguage` says how the
 * language is told and where it cannot be.
 */
export default defineInstruction({
  name: "answer-in-other-language",
  description: "A short explanation and the letters, written in another language than the question's",
  source: "IFEval, arXiv 2311.07911 (response language), in our own words; told by script and function words",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  answerForm: "reason-then-label",
  armName: ({ target }) => (target === "other" ? undefined : `answer-in-other-language/${target}`),
  say: (language, labels, { target }) => {
    const name = textsOf(language).languages[targetFor(language, target)];
    return instructionText(words, language, labels, { language: name });
  },
  example: (reply, { target }) => {
    const { plainReason, lastLine } = instructionTexts[targetFor(reply.language, target)];
    return `${plainReason}\n${lastLine}${writtenAnswer(reply)}`;
  },
  keeps: (text, prompt, { target }) => {
    const quoted = prompt.labels.map((label) => label.text);
    return replyLanguage(text, quoted) === targetFor(prompt.language, target);
  },
});
