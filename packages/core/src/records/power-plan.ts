/** A number of a plan, or why there is none. */
export interface PlannedValue {
  readonly value: number | null;
  /** Absent where there is a number. */
  readonly why?: string;
}

/** What a plan takes for granted. Rates 0–1. */
export interface PowerAssumptions {
  /** Items of the exam that are scored. */
  readonly items: number;
  /** Share right of a model. */
  readonly accuracy: number;
  /** Correlation φ of right and wrong of two models over the items; null where `discordant` was measured. */
  readonly correlation: number | null;
  /** Share of items that only one of two models gets right, as a run measured it; null where it follows from the above. */
  readonly discordant: number | null;
  /** Models compared with each other, from 2. */
  readonly models: number;
  /** Level over all pairs together. */
  readonly alpha: number;
  /** Wished chance to find the difference, above alpha. */
  readonly power: number;
  /** How many dependent items are worth one independent item, from 1. */
  readonly designEffect: number;
  /** Confidence level of a model's own interval. */
  readonly confidence: number;
  /** Difference that is to be found; null where none was named. */
  readonly difference: number | null;
}

/** How a run of models was measured, where the assumptions come from one. */
export interface PowerSource {
  readonly run: string;
  readonly exam: string;
  readonly arm: string;
  /** Pairs of models behind the discordant share and the design effect: their medians were taken. */
  readonly pairs: number;
  readonly leastDiscordant: number;
  readonly mostDiscordant: number;
}

/** What an exam can tell. */
export interface PowerPlan {
  readonly assumptions: PowerAssumptions;
  /** Null where everything was assumed. */
  readonly source: PowerSource | null;
  /** Pairs among the models. */
  readonly comparisons: number;
  /** Independent items that the items are worth: items over design effect. */
  readonly effectiveItems: number;
  /** Share of items that only one of two models of this accuracy gets right. */
  readonly discordantShare: number;
  /** Smallest difference found with the wished power in a single comparison, 0–1. */
  readonly pair: PlannedValue;
  /** The same for one pair among all, by Holm's first step. */
  readonly family: PlannedValue;
  /** Items for the wished difference, in a single comparison and among all pairs; null where none was named. */
  readonly itemsForPair: PlannedValue | null;
  readonly itemsForFamily: PlannedValue | null;
  /** Half the width of one model's Wilson interval, 0–0.5. */
  readonly halfWidth: number;
}
