import { z } from "zod";
import { promptLanguageOf } from "../lexicons/prompt-texts.ts";
import { countWords } from "./count-words.ts";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { writtenAnswer } from "./written-answer.ts";

interface Limits {
  readonly words: number;
  readonly characters: number;
}

function limitFor(language: string, { words, characters }: Limits): number {
  return promptLanguageOf(language) === "zh" ? characters : words;
}

const words = {
  en: "Your whole reply must have at most {most} words and must name {answer}.",
  zh: "回答全文不得超过{most}个字，其中须写出{answer}。",
  es: "Toda su respuesta debe tener como máximo {most} palabras y debe indicar {answer}.",
  pt: "Toda a sua resposta deve ter no máximo {most} palavras e deve indicar {answer}.",
};

/**
 * The whole reply has at most so many words. Chinese is limited in characters, which is how Chinese limits lengths; the
 * two limits are set apart because a word is not a character. `countWords` says what counts. Only the length is checked:
 * whether the answer is in it, the reading shows.
 */
export default defineInstruction({
  name: "at-most-words",
  description: "A reply of at most so many words, or characters where asked in Chinese",
  source: "IFEval, arXiv 2311.07911 (number of words, less than), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({
    words: z.int().min(1).max(1000).default(20).describe("Most words of a reply, except where asked in Chinese."),
    characters: z
      .int()
      .min(1)
      .max(2000)
      .default(30)
      .describe(
        "Most characters of a reply where asked in Chinese: each Chinese character is one, so is a run of others.",
      ),
  }),
  answerForm: "reason-then-label",
  armName: ({ words, characters }) => `at-most-words/${words}${characters === 30 ? "" : `-${characters}`}`,
  say: (language, labels, limits) =>
    instructionText(words, language, labels, { most: String(limitFor(language, limits)) }),
  example: writtenAnswer,
  keeps: (text, prompt, limits) => {
    const count = countWords(text);
    return count > 0 && count <= limitFor(prompt.language, limits);
  },
});
