import type { JudgementForm } from "./judgement.ts";

/** What a judge says of a pair in one order of the two. */
export interface OrderedVerdict {
  readonly form: JudgementForm;
  /** Points of the pair's first model, whichever stood first: 1, 0.5 for a tie, 0; null where nothing could be read. */
  readonly points: number | null;
}

/** One line of `preferences.jsonl`: what one judge says of the replies of two models to one question. */
export interface PreferenceLine {
  readonly exam: string;
  readonly itemId: string;
  readonly arm: string;
  readonly judge: string;
  /** In the order of the study. */
  readonly models: readonly [string, string];
  /** Ids of the calls that are compared. */
  readonly callIds: readonly [string, string];
  /** Characters of the two replies. */
  readonly lengths: readonly [number, number];
  /** With the first model's reply shown first; null where that order was not asked. */
  readonly forward: OrderedVerdict | null;
  readonly backward: OrderedVerdict | null;
  /**
   * Points of the first model: the verdict of both orders; 0.5 where they differ; null where one of those asked could not be
   * read.
   */
  readonly points: number | null;
  /** Whether both orders say the same; null where only one was asked or could be read. */
  readonly consistent: boolean | null;
}
