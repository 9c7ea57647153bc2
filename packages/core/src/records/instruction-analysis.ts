import type { ComparedValue } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/** A difference of two means over the same items. */
export interface InstructionDifference extends ComparedValue {
  readonly method: "tango" | "clustered-tango" | "none";
  /** Items that both means are over. */
  readonly nItems: number;
}

/** A share of replies that both marks are known of. */
export interface FormatTax extends ItemMean {
  /** Why there is none; absent where there is one. */
  readonly why?: string;
}

/** How one model does under one instruction. Means are over items with a key; repeats of an item count once, their mean. */
export interface InstructionRow {
  readonly model: string;
  /** Name of the instruction, with the settings that tell it from others. */
  readonly instruction: string;
  readonly arm: string;
  /** Share of replies that keep to the instruction as they came, and with markdown, first or last line taken off. */
  readonly strict: ItemMean;
  readonly loose: ItemMean;
  /** Right by exact-set in whatever form, as the lenient reader takes it; over the replies that joint is over. */
  readonly lenient: ItemMean;
  /** Right and in the form asked for (strict). */
  readonly joint: ItemMean;
  /**
   * lenient − joint over the same replies, 0–1: the share that is right and not in the form, what a program would lose that
   * takes nothing but the form. Never below 0, nor is its interval.
   */
  readonly formatTax: FormatTax;
  /** Right by exact-set with the same prompt and no instruction, over the items of `effect`. */
  readonly withoutInstruction: ItemMean;
  /** Lenient accuracy with the instruction − without it, −1 to 1, on the items that have both. Below 0: it costs. */
  readonly effect: InstructionDifference;
  /** Share of replies that abstain; null where the instruction allows no abstaining. */
  readonly abstained: ItemMean | null;
}

/** How far models do what they are told: one exam under the instructions given with one prompt. */
export interface InstructionAnalysis {
  readonly exam: string;
  /** The prompt that the instructions are given with, with context and worked examples, joined by "+". */
  readonly condition: string;
  /** The way of asking without an instruction; null where the study has none. */
  readonly control: string | null;
  /** Confidence level of the intervals. */
  readonly level: number;
  readonly models: readonly string[];
  readonly instructions: readonly string[];
  /** By instruction, then model. */
  readonly rows: readonly InstructionRow[];
}
