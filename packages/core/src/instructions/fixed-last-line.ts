import { z } from "zod";
import { defineInstruction } from "./define.ts";
import { instructionText, textsOf } from "./instruction-text.ts";
import { lastLineOf, namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: 'You may explain yourself first. The last line of your reply must be exactly "{prefix}" followed by {answer}, and nothing after that.',
  zh: "可以先作说明。回答的最后一行必须是“{prefix}”加上{answer}，后面不加任何内容。",
  es: 'Puede explicarse primero. La última línea de su respuesta debe ser exactamente "{prefix}" y, a continuación, {answer}, sin nada después.',
  pt: 'Você pode se explicar primeiro. A última linha da sua resposta deve ser exatamente "{prefix}" e, em seguida, {answer}, sem nada depois.',
};

/**
 * The last line is exactly the prefix and labels after it; what stands before it is free. White space after the last
 * line does not count, a full stop does.
 */
export default defineInstruction({
  name: "fixed-last-line",
  description: "A last line of exactly a given prefix and the letters of the correct options",
  source: "MedExpQA, arXiv 2404.05590 (a fixed answer prefix in each language), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({
    prefix: z
      .string()
      .regex(/^[^\s"“”](?:[^\n\r"“”]{0,58}[^\n\r"“”])?$/u, "one line without quotation marks, at most 60 characters")
      .optional()
      .describe(
        'What the last line opens with, the same in every language; a space at its end counts. Left out: "Final answer: ", "最终答案：", "Respuesta final: " or "Resposta final: ", by the prompt\'s language.',
      ),
  }),
  answerForm: "reason-then-label",
  armName: ({ prefix }) => (prefix === undefined ? undefined : `fixed-last-line/${prefix.trim()}`),
  say: (language, labels, { prefix = textsOf(language).lastLine }) =>
    instructionText(words, language, labels, { prefix }),
  example: (reply, { prefix = textsOf(reply.language).lastLine }) =>
    `${reply.explanation}\n${prefix}${writtenAnswer(reply)}`.trimStart(),
  keeps: (text, prompt, { prefix = textsOf(prompt.language).lastLine }) => {
    const { line } = lastLineOf(text);
    return line.startsWith(prefix) && namesLabels(line.slice(prefix.length), prompt);
  },
});
