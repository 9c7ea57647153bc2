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
  /** Every place where a label may stand in running text, in order; found when a rule first needs them. */
  labelPlaces(): readonly number[];
}

/** Make the context of one clean text. */
export function createReplyContext(
  text: string,
  set: LabelSet,
  labels: readonly PromptLabel[],
  choose: "one" | "any",
  cutOff: boolean,
): ReplyContext {
  let places: readonly number[] | null = null;
  const labelPlaces = (): readonly number[] => {
    places ??= set.mention === null ? [] : [...text.matchAll(set.mention)].map(({ index }) => index);
    return places;
  };
  return { text, set, labels, choose, cutOff, options: () => optionTextsOf(labels), labelPlaces };
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

/** How many of ascending numbers are less than `limit`: the position of the first that is not. */
export function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
