import { z } from "zod";
import { countWords } from "./count-words.ts";
import { defineInstruction } from "./define.ts";
import { instructionText, textsOf } from "./instruction-text.ts";
import { lastLineOf, namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: "First explain your choice in one to three sentences. Then write {answer} on a last line of its own, with nothing else on that line.",
  zh: "先用一到三句话说明理由，然后在最后一行单独写出{answer}，该行不写其他内容。",
  es: "Explique primero su elección en una a tres frases. Después escriba {answer} en una última línea aparte, sin nada más en esa línea.",
  pt: "Explique primeiro sua escolha em uma a três frases. Depois escreva {answer} em uma última linha à parte, sem mais nada nessa linha.",
};

/**
 * An explanation stands first, the labels alone on the last line. An explanation is at least `least` words, in Chinese
 * characters, before that line; whether it explains anything is not judged.
 */
export default defineInstruction({
  name: "explain-then-answer",
  description: "An explanation first, then a last line with the letters of the correct options alone",
  source: "Chain-of-thought prompting, arXiv 2201.11903, as a form that is checked; Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({
    least: z
      .int()
      .min(1)
      .max(500)
      .default(6)
      .describe("Fewest words, in Chinese characters, that count as an explanation."),
  }),
  answerForm: "reason-then-label",
  armName: ({ least }) => (least === 6 ? undefined : `explain-then-answer/${least}`),
  say: (language, labels) => instructionText(words, language, labels),
  example: (reply, { least }) => {
    const { explanation, language } = reply;
    const stock = [explanation, ...Array<string>(least).fill(textsOf(language).plainReason)];
    // Where little is known, the same sentence again until it counts as an explanation.
    const enough = stock.findIndex((_, index) => countWords(stock.slice(0, index + 1).join(" ")) >= least);
    return `${stock
      .slice(0, enough + 1)
      .join(" ")
      .trim()}\n${writtenAnswer(reply)}`;
  },
  keeps: (text, prompt, { least }) => {
    const { before, line } = lastLineOf(text);
    return namesLabels(line, prompt) && countWords(before) >= least;
  },
});
