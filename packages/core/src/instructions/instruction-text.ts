import { type InstructionTexts, instructionTexts } from "../lexicons/instruction-texts.ts";
import { type PromptLanguage, promptLanguageOf } from "../lexicons/prompt-texts.ts";
import type { PromptLabel } from "../records/prompt.ts";
import { labelKindOf } from "./written-answer.ts";

/** The words an instruction shares with others, in the prompt's language; English where there are none. */
export function textsOf(language: string): InstructionTexts {
  return instructionTexts[promptLanguageOf(language)];
}

/**
 * An instruction's sentence in the prompt's language, English where it has none. `{answer}` stands for what is to be
 * named and how several are written: letters or labels, or the answer in words where the prompt shows no labels. It
 * never says how many options are correct. Other names in braces take their value from `values`; braces around anything
 * else stay.
 *
 * @example
 * instructionText({ en: "Reply only with {answer}.", … }, "en", labels)
 * // "Reply only with the letter of each correct option (if several, with nothing between them)."
 */
export function instructionText(
  words: Readonly<Record<PromptLanguage, string>>,
  language: string,
  labels: readonly PromptLabel[],
  values: Readonly<Record<string, string>> = {},
): string {
  const known: Readonly<Record<string, string>> = { ...values, answer: textsOf(language).answer[labelKindOf(labels)] };
  return words[promptLanguageOf(language)].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(known, name) ? (known[name] ?? "") : whole,
  );
}
