import type { PromptLabel } from "../records/prompt.ts";
import type { LabelSet } from "./label-set.ts";
import { type OptionTexts, optionTextsOf } from "./option-texts.ts";

/** One reply being read: the clean text and what the prompt showed. */
export interface ReplyContext {
  readonly text: string;
  readonly set: LabelSet;
  readonly labels: readonly PromptLabel[];
  readonly choose: "one" | "any";
  /** The reply was cut off, so that what it says last may not be all it meant to say. */
  readonly cutOff: boolean;
  /** The option texts, compiled when a rule first needs them. */
  options(): OptionTexts;
}

/** Make the context of one clean text. */
export function createReplyContext(
  text: string,
  set: LabelSet,
  labels: readonly PromptLabel[],
  choose: "one" | "any",
  cutOff: boolean,
): ReplyContext {
  return { text, set, labels, choose, cutOff, options: () => optionTextsOf(labels) };
}

/** A place in the clean text that answers, and what it answers. */
export interface Finding {
  readonly status: "chosen" | "ambiguous" | "none-of-these" | "abstained" | "refused";
  /** Positions in display order, unsorted, no repeats. */
  readonly indexes: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}
