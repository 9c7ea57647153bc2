/** A number with its interval; all three null, with the reason, where the data cannot say anything. */
export interface ComparedValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no number; absent where there is one. */
  readonly why?: string;
}

/** One model's line of a comparison. */
export interface ComparedModel extends ComparedValue {
  /** Distinct within the comparison. */
  readonly name: string;
  readonly id: string;
  /** Place of its run among the runs compared, from 0. */
  readonly run: number;
  /** How the interval of the accuracy (`value`, 0–1) was made; "none" without one. */
  readonly method: "wilson" | "clustered-wilson" | "none";
  readonly nItems: number;
  readonly nClusters: number;
  /** 1 is the best; ties share their mean rank, so halves occur. Null for a model without an item. */
  readonly rank: number | null;
  /** Where `level` of the paired bootstrap resamples put it. No guarantee among models of nearly equal accuracy. */
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /**
   * Ranks that the pairs told apart leave it. At confidence 1 − alpha the true ranks of all models lie within these
   * bounds at once.
   */
  readonly jointRankLow: number | null;
  readonly jointRankHigh: number | null;
  /** Places of its tied sets in `tiedSets`. */
  readonly tiedSets: readonly number[];
  /** Other models it is better than, not told apart from, and worse than. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** Who of a pair is better, by the Holm-adjusted p-value; "not-compared" where no item was scored for both. */
export type PairVerdict = "first-better" | "second-better" | "not-told-apart" | "not-compared";

/** How a pair's p-value was made. */
export type PairTestMethod = "mcnemar-exact" | "mcnemar-chi-square" | "clustered-sign-flip" | "clustered-chi-square";

/** The test of a pair; p-values are two-sided. All numbers null without an item that both have. */
export interface PairTest {
  readonly p: number | null;
  readonly method: PairTestMethod | "none";
  /** The exact p-value with half the probability of what was seen; null where p comes from chi-square over clusters. */
  readonly midP: number | null;
  /** Adjusted over all pairs of the comparison that could be tested: the chance of any false call. */
  readonly holmP: number | null;
  /** The same by Benjamini and Hochberg: the expected share of false calls among those made. */
  readonly benjaminiHochbergP: number | null;
}

/** Two models on the items that both have. The first stands above the second in the leaderboard. */
export interface ComparedPair {
  readonly first: string;
  readonly second: string;
  /** Items that both have, and the clusters they lie in. */
  readonly nItems: number;
  readonly nClusters: number;
  /** Accuracy of each on those items, 0–1. */
  readonly firstValue: number | null;
  readonly secondValue: number | null;
  /** firstValue − secondValue, −1 to 1, with Tango's interval, on the effective size where items cluster. */
  readonly difference: ComparedValue & { readonly method: "tango" | "clustered-tango" | "none" };
  /** The same difference with the interval of the paired cluster bootstrap. */
  readonly bootstrap: ComparedValue;
  /** Items on which the first has more points, as many, and fewer. With 0/1 points the discordant counts b and c. */
  readonly firstAhead: number;
  readonly alike: number;
  readonly secondAhead: number;
  readonly test: PairTest;
  /** Cohen's h, −π to π; null without an item. */
  readonly cohensH: number | null;
  /**
   * firstAhead / secondAhead with its exact interval, for single 0/1 items. `value` and `high` are null, with the
   * reason, where it has no upper bound.
   */
  readonly oddsRatio: ComparedValue;
  readonly verdict: PairVerdict;
}

/** Cochran's Q test of whether all models are right equally often, on the items that all have. */
export interface OmnibusTest {
  readonly statistic: number | null;
  readonly degrees: number | null;
  readonly p: number | null;
  /** Items that not all models got alike. */
  readonly informative: number | null;
  readonly nItems: number;
  readonly why?: string;
}

/** One model held against the reference, within the margin. */
export interface ReferenceRow {
  readonly model: string;
  readonly nItems: number;
  readonly nClusters: number;
  /** Model − reference with its two-sided interval. */
  readonly difference: ComparedValue;
  /** Not worse than the reference by the margin or more. Null, as below, without an item that both have. */
  readonly nonInferiority: MarginTest | null;
  /** Less than the margin from the reference either way. `bound` and `high` are the limits of the interval it rests on. */
  readonly equivalence: (MarginTest & { readonly high: number }) | null;
}

/** One test against a margin. */
export interface MarginTest {
  /** One-sided; of equivalence the larger of the two. */
  readonly p: number;
  /** Holm-adjusted over the models held against the reference. */
  readonly holmP: number;
  /** Lower limit of the difference, at 1 − 2 × the test's error rate, for this model alone. */
  readonly bound: number;
  /** Whether `holmP` is below the test's error rate. Not shown is no evidence of the opposite. */
  readonly shown: boolean;
}

/** The models held against one of them. */
export interface ReferenceComparison {
  /** Name of the reference among the models; null, with the reason, where it is not one of them. */
  readonly model: string | null;
  /** 0–1; null where no margin is stated: then there are no rows. */
  readonly margin: number | null;
  /** One-sided error rates over all models together. */
  readonly nonInferiorityAlpha: number;
  readonly equivalenceAlpha: number;
  readonly rows: readonly ReferenceRow[];
  readonly why?: string;
}

/** How the models of one exam, asked in one way, compare. */
export interface FieldComparison {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** Repeats that an item's points are the mean of at most. */
  readonly repeats: number;
  /** Confidence level of intervals, each by itself. */
  readonly level: number;
  /** Level of the tests, over all pairs together. */
  readonly alpha: number;
  readonly resamples: number;
  /** Items that some model has, and the clusters they lie in. */
  readonly nItems: number;
  readonly nClusters: number;
  /** Best accuracy first; models without an item last; equal ones by name. */
  readonly models: readonly ComparedModel[];
  /** All pairs, in the order of the models: the first with the second, the first with the third, … */
  readonly pairs: readonly ComparedPair[];
  /** Names of models of which no two are told apart, each set as large as can be, in the order of their best. */
  readonly tiedSets: readonly (readonly string[])[];
  readonly omnibus: OmnibusTest;
  /** Null where the study names no reference. */
  readonly reference: ReferenceComparison | null;
}
