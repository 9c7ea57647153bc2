import type { ComparedValue } from "./comparison.ts";

/** One model's line of a comparison of texts. */
export interface ComparedTextModel extends ComparedValue {
  /** Distinct within the comparison. */
  readonly name: string;
  readonly id: string;
  /** Place of its run among the runs compared, from 0. */
  readonly run: number;
  readonly method: "wilson" | "clustered-wilson" | "cluster-bootstrap" | "none";
  readonly nItems: number;
  readonly nClusters: number;
}

/**
 * Which of a pair has the higher score, by the Holm-adjusted p-value; "not-compared" where no item was scored for both. Higher
 * is not better for every score: less repetition is.
 */
export type TextPairVerdict = "first-higher" | "second-higher" | "not-told-apart" | "not-compared";

/** Two models on the items that both have. The first has the higher score on its own items. */
export interface ComparedTextPair {
  readonly first: string;
  readonly second: string;
  readonly nItems: number;
  readonly nClusters: number;
  readonly firstValue: number | null;
  readonly secondValue: number | null;
  /** firstValue − secondValue with the interval of the paired cluster bootstrap. */
  readonly difference: ComparedValue;
  /**
   * Two-sided p of no difference: resamples whose difference lies at least as far from the observed one as that from 0,
   * (c + 1)/(n + 1). Null, as below, where there is no difference.
   */
  readonly p: number | null;
  /** Adjusted over all pairs of this score: the chance of any false call. */
  readonly holmP: number | null;
  readonly benjaminiHochbergP: number | null;
  readonly verdict: TextPairVerdict;
}

/** How the models of one exam, asked in one way, compare in one score of what they say. */
export interface TextComparison {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** "mean" of the replies' points or of a part of them; "corpus": a score of all replies together. */
  readonly kind: "mean" | "corpus";
  /** Of a mean the part, "" for the points themselves; of a corpus the score's name. */
  readonly score: string;
  /** How texts were cut and counted; absent where there is nothing to say. */
  readonly signature?: string;
  /** Confidence level of intervals, each by itself. */
  readonly level: number;
  /** Level of the tests, over all pairs together. */
  readonly alpha: number;
  readonly resamples: number;
  /** Items that some model has, and the clusters they lie in. */
  readonly nItems: number;
  readonly nClusters: number;
  /** Highest score first; models without an item last. */
  readonly models: readonly ComparedTextModel[];
  /** All pairs, in the order of the models. */
  readonly pairs: readonly ComparedTextPair[];
}
