import { poolTextsEn } from "./pool-texts-en.ts";
import { poolTextsEs } from "./pool-texts-es.ts";
import { poolTextsPt } from "./pool-texts-pt.ts";
import { poolTextsZh } from "./pool-texts-zh.ts";
import type { PromptLanguage } from "./prompt-texts.ts";

/** Members of the pool of prompts, in the order in which a study gets them. */
export const poolNames = [
  "plain",
  "formal",
  "exam-hall",
  "specialist",
  "terse",
  "step-by-step",
  "elimination",
  "audience",
  "polite",
  "stakes",
  "options-first",
  "format-last",
  "system-message",
  "brackets",
] as const;

/** A member of the pool of prompts. */
export type PoolName = (typeof poolNames)[number];

/**
 * The words of one member in one language. `{label}` stands for "letter" or "label", whichever the options have, and
 * `{prefix}` for what opens a last line with the answer ("Answer: ").
 */
export interface PoolTexts {
  /** Says what is to be done, without a word on the form of the answer or on how many options are correct. */
  readonly opening: string;
  /** What the reply should look like; an instruction or a directive may take its place. */
  readonly form: string;
}

/** The words of every member, by language. The members say the same in each. Source: Viva. */
export const poolTexts: Readonly<Record<PromptLanguage, Readonly<Record<PoolName, PoolTexts>>>> = {
  en: poolTextsEn,
  zh: poolTextsZh,
  es: poolTextsEs,
  pt: poolTextsPt,
};
