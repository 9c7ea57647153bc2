import type { Bounded, ItemMean } from "./item-mean.ts";

/** How the items of a level fall into the values of the tag that the gap is adjusted for. */
export interface LevelMakeUp {
  readonly level: string;
  readonly nItems: number;
  readonly nClusters: number;
  /** Items of each value, in code-point order; items without one, or with several, under their joined values. */
  readonly within: readonly { readonly value: string; readonly nItems: number }[];
  /** Share of items that ask for several answers, 0–1; null without an item. */
  readonly multipleShare: number | null;
}

/** What an interval of a gap says. */
export type GapReading = "lower-better" | "higher-better" | "not-told-apart";

/** The gap within the values of a tag. */
export type AdjustedGap =
  | (Bounded & {
      readonly status: "estimated";
      /** Values that both levels have items of. */
      readonly strataUsed: number;
      /** Items left out because the other level has none of their value. */
      readonly leftOut: { readonly lower: number; readonly higher: number };
    })
  | { readonly status: "not-estimable"; readonly why: string };

/** One model's gap between the levels. */
export interface ModelLevelGap {
  readonly model: string;
  readonly lower: ItemMean;
  readonly higher: ItemMean;
  /** lower − higher, in points of 0–1: positive where the higher level is harder. Null where a level has no item. */
  readonly gap: Bounded | null;
  /** (lower − higher) / lower, the share that is lost. `low` is null where the data do not bound it. */
  readonly relative: { readonly value: number; readonly low: number | null; readonly high: number } | null;
  readonly adjusted: AdjustedGap;
  readonly reading: GapReading | null;
  readonly adjustedReading: GapReading | null;
  /** Raw and adjusted gap say different things. */
  readonly disagree: boolean;
}

/** The gap between two levels of one exam. */
export interface LevelGap {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly level: number;
  readonly tag: string;
  readonly lower: LevelMakeUp;
  readonly higher: LevelMakeUp;
  /** Tag that the gap is adjusted for. */
  readonly within: string;
  /** Clusters with items of both levels; the intervals take them for two, which makes them a little wide. */
  readonly sharedClusters: number;
  readonly models: readonly ModelLevelGap[];
}
