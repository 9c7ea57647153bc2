import type { ItemMean } from "./item-mean.ts";

/** Probability of passing; both 0–1. */
export interface PassChances {
  /** That the true score, the mean over all exams of the same make, is at or above the mark. */
  readonly trueScore: number;
  /** That another sitting of as many new items is passed. */
  readonly nextSitting: number;
}

/** What was taken to be known of a candidate before it sat. */
export type PassPrior =
  | { readonly kind: "jeffreys" }
  | { readonly kind: "field"; readonly candidates: number; readonly mean: number | null; readonly size: number | null };

/** One part of the exam, as one model sat it. */
export interface SectionResult extends ItemMean {
  readonly section: string;
  /** Share of the whole, 0–1. */
  readonly weight: number;
  /** Least share of points; null without. */
  readonly minimum: number | null;
  /** Of reaching the minimum; null without one, or without an item. */
  readonly pass: PassChances | null;
}

/** A place among people. */
export interface NormPlace {
  readonly name: string;
  /** Mean and standard deviation of the people, and who published them. */
  readonly mean: number;
  readonly sd: number;
  readonly source: string;
  /** Share of people below, 0–1, by their normal distribution; the limits are those of the model's score. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Where one model stands against the standard. */
export interface ModelStandard {
  readonly model: string;
  /** The score by the blueprint, 0–1. */
  readonly score: ItemMean;
  readonly sections: readonly SectionResult[];
  /** By the weighted mean alone; null without a pass mark. */
  readonly compensatory: PassChances | null;
  /** By the minima alone; null without minima. */
  readonly conjunctive: PassChances | null;
  /** By all that the standard asks. Null, with the reason, where it cannot be told. */
  readonly pass: PassChances | null;
  readonly why?: string;
  /** The same with the prior that was not taken, where both can be had. */
  readonly otherPass: PassChances | null;
  /** Probability that two further sittings give the same decision; null for an exam of sections or without a mark. */
  readonly consistency: number | null;
  readonly norms: readonly NormPlace[];
}

/** How far one sitting's decisions over this field of models can be trusted. */
export type FieldConsistency =
  | {
      readonly status: "estimated";
      /** Share of models that get the same decision twice, and that beyond chance. */
      readonly consistency: number;
      readonly kappa: number | null;
      /** Share of models whose decision is that of their true score, and the two ways of being wrong. */
      readonly accuracy: number;
      readonly falsePass: number;
      readonly falseFail: number;
      readonly reliability: number;
      readonly candidates: number;
    }
  | { readonly status: "not-estimable"; readonly why: string };

/** An exam with what it takes to pass. */
export interface ExamStandard {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly level: number;
  /** Share of the points that passes; null where none is stated. */
  readonly passMark: number | null;
  /** Tag of the blueprint and shares of its values; null where every item has its own weight. */
  readonly blueprint: { readonly tag: string; readonly weights: Readonly<Record<string, number>> } | null;
  readonly sections: { readonly tag: string; readonly minima: Readonly<Record<string, number>> } | null;
  /** Items that the standard does not count, since they are of none of its parts. */
  readonly uncounted: number;
  /** Items of several parts, counted for the first. */
  readonly ofSeveral: number;
  readonly prior: PassPrior;
  /** The prior of `otherPass`; null where it cannot be had. */
  readonly otherPrior: PassPrior | null;
  readonly models: readonly ModelStandard[];
  readonly consistency: FieldConsistency;
}
