import type { Estimable } from "./item-analysis.ts";

/** One language version of an exam's parallel items. */
export interface ParallelSide {
  readonly exam: string;
  /** BCP 47. */
  readonly language: string;
  /** Items of it that have a parallel id. */
  readonly items: number;
}

/** How far two language versions lie apart for one model. */
export interface ParallelModel {
  readonly model: string;
  /** Items scored in both versions, and the clusters they make in the first. */
  readonly n: number;
  readonly nClusters: number;
  /** Mean points over these items, 0–1; null without any. */
  readonly first: number | null;
  readonly second: number | null;
  /** first − second, −1 to 1, with its interval; null without items. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Items with more points in the first version, and in the second. */
  readonly firstAbove: number;
  readonly secondAbove: number;
  /** McNemar's test (robust to clusters), two-sided; Holm's adjustment over all models and pairs of the record. */
  readonly p: number | null;
  readonly pAdjusted: number | null;
  /** Two one-sided tests of a difference within the margin; equivalent where the adjusted p is below alpha. */
  readonly equivalence: Estimable<{
    readonly decision: "equivalent" | "not-shown";
    readonly p: number;
    readonly pAdjusted: number;
    /** Limits of the (1 − 2·alpha) interval: within ∓margin exactly where p is below alpha. */
    readonly low: number;
    readonly high: number;
  }>;
}

/** Differential item functioning of one item between two languages. */
export interface ParallelDif {
  /** Above 1 the item is easier in the first language, at equal score. */
  readonly oddsRatio: number;
  /** MH D-DIF on ETS's delta scale with its interval; below 0 the item is harder in the second language. */
  readonly delta: number;
  readonly low: number;
  readonly high: number;
  /** ETS: A negligible, B moderate, C large. */
  readonly class: "A" | "B" | "C";
  readonly p: number;
  /** Benjamini and Hochberg over the pair's items. */
  readonly pAdjusted: number;
}

/** One item in two languages. Right is more than half of the points. */
export interface ParallelItem {
  readonly parallelId: string;
  readonly firstId: string;
  readonly secondId: string;
  /** Models with a score at both. */
  readonly n: number;
  readonly bothRight: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
  /** Null where the pair has too few candidates for any. */
  readonly dif: Estimable<ParallelDif> | null;
}

/** The same items in two languages, asked in one way. */
export interface ParallelPair {
  readonly arm: string;
  readonly perturbation: string;
  readonly first: ParallelSide;
  readonly second: ParallelSide;
  /** Items that both have. */
  readonly pairs: number;
  readonly models: readonly ParallelModel[];
  /** Whether Mantel–Haenszel was done, and for how many candidates. */
  readonly dif: Estimable<{ readonly candidates: number }>;
  /** Models with a score in both versions. */
  readonly candidates: number;
  readonly items: readonly ParallelItem[];
}

/** The parallel languages of the exams of a run or of several. */
export interface ParallelLanguages {
  readonly level: number;
  /** Largest difference that does not matter, 0–1; null where the study sets none. */
  readonly margin: number | null;
  readonly alpha: number;
  /** Candidates below which differential item functioning is not estimated. */
  readonly difNeeds: number;
  readonly pairs: readonly ParallelPair[];
}
