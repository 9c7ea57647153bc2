import type { ItemMean } from "./item-mean.ts";

/** Part of a mark: 1 where the reason a reply gives is wrong, whatever its answer. */
export const wrongReason = "wrong-reason";

/** Part of a mark: 1 where the answer is right and the reason wrong. */
export const rightWrongReason = "right-wrong-reason";

/** Scorers whose marks say whether a reason is wrong. */
export const reasonScorers = ["key-point-recall", "option-reasoning"] as const;

export type ReasonScorer = (typeof reasonScorers)[number];

/** Answer and reason of one model's replies. */
export interface ReasonModel {
  readonly model: string;
  /** Replies that were marked, to items with a key. */
  readonly nReplies: number;
  /** The four cells, in replies. */
  readonly rightSound: number;
  readonly rightWrong: number;
  readonly wrongSound: number;
  readonly wrongWrong: number;
  /** Share of all replies that are right for a wrong reason, 0–1; an item's repeats count once. */
  readonly ofAll: ItemMean;
  /** The same of the right replies alone. */
  readonly ofRight: ItemMean;
}

/** A reply that is right for a wrong reason. */
export interface ReasonExample {
  readonly model: string;
  readonly itemId: string;
  /** From 0. */
  readonly repeat: number;
  /** Share of the reference's key points recalled, and contradicted; null where they were not looked for. */
  readonly recall: number | null;
  readonly contradicted: number | null;
  /** It argues against the key or for another option; null where that was not looked for. */
  readonly againstKey: boolean | null;
  /** The reply's beginning; null where the study withholds its items. */
  readonly excerpt: string | null;
}

/** Right answers for wrong reasons, in one exam and way of asking, on the items as published. */
export interface ReasonAnalysis {
  readonly exam: string;
  readonly arm: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  /** Which scorers judged the reasons: one of them is enough to call one wrong. */
  readonly scorers: readonly ReasonScorer[];
  /** Recall of key points below which a reason is wrong; null where they were not looked for. */
  readonly threshold: number | null;
  readonly models: readonly ReasonModel[];
  /** A few of each model, what argues against the key first, then what recalls least. */
  readonly examples: readonly ReasonExample[];
}
