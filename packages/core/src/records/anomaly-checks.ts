import type { ComparedValue } from "./comparison.ts";

/** What a surprising ranking is checked for, in the order reports show it. */
export const anomalyCheckNames = [
  "protocols",
  "token-limit",
  "cut-replies",
  "unread-replies",
  "option-shuffle",
  "options-only",
  "stem-only",
  "key-letters",
  "chosen-letters",
  "yardsticks",
  "published",
] as const;

/** One of the checks. */
export type AnomalyCheckName = (typeof anomalyCheckNames)[number];

/** How a check ended: nothing found, something to look at, or what it needs is not in the run. */
export type AnomalyStatus = "passed" | "warning" | "not-run";

/** What a row of a check measures. Everything is a rate 0–1; differences are −1 to 1. */
export type AnomalyQuantity =
  | "accuracy"
  | "accuracy-whole"
  | "accuracy-shuffled"
  | "accuracy-control"
  | "accuracy-published"
  | "chance"
  | "best-letter"
  | "truncated"
  | "ambiguous"
  | "none-of-these"
  | "abstained"
  | "refused"
  | "unreadable"
  | "difference"
  | "flips"
  | "other-choice"
  | "key-share"
  | "expected-share"
  | "chosen-share"
  | "distance";

/** One number of a check. */
export interface AnomalyRow extends ComparedValue {
  /** Model, or null for a number of the exam itself. */
  readonly model: string | null;
  /**
   * What it is of, where there are several: a protocol (extractor, denominator and, where replies are cut, tokens or
   * "none", joined by " · "), a letter, a source; null otherwise.
   */
  readonly of: string | null;
  readonly quantity: AnomalyQuantity;
  /** Items behind it; null where it is not counted over items. */
  readonly n: number | null;
  /** Two-sided, adjusted by Holm over the models of the check; null without a test. */
  readonly p: number | null;
  /** This number is why the check warns. */
  readonly flagged: boolean;
}

/** One check of one exam, asked in one way. */
export interface AnomalyCheck {
  readonly name: AnomalyCheckName;
  readonly exam: string;
  readonly arm: string;
  readonly status: AnomalyStatus;
  /** What was found, or what is missing: one of the findings the reports have sentences for. */
  readonly finding: AnomalyFinding;
  /** Counts and rates (0–1) that the sentence names. */
  readonly counts: Readonly<Record<string, number>>;
  readonly rates: Readonly<Record<string, number>>;
  readonly rows: readonly AnomalyRow[];
}

/** Outcomes of checks; the reports have a sentence for each, and what to do for those that are not "passed". */
export type AnomalyFinding =
  | "same-order"
  | "other-order"
  | "one-model"
  | "one-protocol"
  | "whole"
  | "cut-off"
  | "no-replies"
  | "cuts-same-order"
  | "cuts-other-order"
  | "cuts-one-model"
  | "nothing-longer"
  | "no-token-counts"
  | "unknown-reader"
  | "read"
  | "unread"
  | "shuffle-holds"
  | "shuffle-moves"
  | "no-shuffle"
  | "control-at-chance"
  | "control-above-chance"
  | "no-control"
  | "even-keys"
  | "uneven-keys"
  | "no-single-keys"
  | "letters-follow"
  | "letters-depart"
  | "above-yardsticks"
  | "not-above-yardsticks"
  | "no-yardsticks"
  | "published-agree"
  | "published-differ"
  | "nothing-published";

/** The checks of a run. */
export interface AnomalyChecks {
  /** Name of the run. */
  readonly run: string;
  /** Confidence level of intervals. */
  readonly level: number;
  /** Level of tests, over the models of a check together. */
  readonly alpha: number;
  readonly checks: readonly AnomalyCheck[];
}
