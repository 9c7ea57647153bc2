import type { Bounded, ItemMean } from "./item-mean.ts";

/** What one model scored in one stratum. */
export interface StratumCell extends ItemMean {
  /** Tag → value. */
  readonly stratum: Readonly<Record<string, string>>;
  /** Fewer items than the study's `smallStratum`: a hint and not a result. */
  readonly small: boolean;
  /**
   * The value drawn towards the mean of the model's strata, by as much as its items are few and its strata are alike;
   * 0–1. `weight` is that of the cell's own items. Only for small cells, and null where no stratum has an item.
   */
  readonly pooled: (Bounded & { readonly weight: number }) | null;
  /**
   * How much better the model is here than its own mean and the stratum's difficulty for all models let expect, −1 to
   * 1. Null with fewer than two models or strata, and where a model has no item in one of the strata.
   */
  readonly residual: Bounded | null;
}

/** How far the strata of a model lie apart. */
export interface StratumSpread extends Bounded {
  /** The spread that is left when what chance alone makes of strata this small is taken off. */
  readonly beyondChance: number;
  /** Strata it is over: those with enough items. */
  readonly strata: number;
}

/** The stratum in which a model does worst. */
export interface WorstStratum extends ItemMean {
  readonly stratum: Readonly<Record<string, string>>;
  /** The value after partial pooling, by which it was chosen. */
  readonly pooled: Bounded;
  /** Share of resamples in which it is the lowest, 0–1; null without resamples that have all strata. */
  readonly lowestShare: number | null;
}

/** One model's profile over the strata of a tag, or of a combination of tags. */
export interface ModelProfile {
  readonly model: string;
  readonly nItems: number;
  readonly cells: readonly StratumCell[];
  /** "full": the strata differ no more than chance would have it; "none": fewer than two strata have items. */
  readonly pooling: "partial" | "full" | "none";
  /** Largest minus smallest value. Null with fewer than two strata of enough items, or without any variation. */
  readonly range: StratumSpread | null;
  /** Standard deviation of the values, n − 1. */
  readonly sd: StratumSpread | null;
  readonly worst: WorstStratum | null;
}

/** The profiles of all models of a field over one breakdown. */
export interface StratumProfile {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly tags: readonly string[];
  /** Confidence level of every interval, each by itself. */
  readonly level: number;
  /** Cells with fewer items are small. */
  readonly smallStratum: number;
  /** Strata with fewer items are left out of range, standard deviation and worst stratum. */
  readonly spreadFrom: number;
  readonly resamples: number;
  /** Items that have no value of one of the tags. */
  readonly untagged: number;
  /** An item with several values of a tag stands in several strata. */
  readonly overlapping: boolean;
  /** Why there are no residuals; absent where there are. */
  readonly why?: string;
  readonly models: readonly ModelProfile[];
}
