import type { ItemKind } from "../records/item.ts";

/** A model in a field. */
export interface FieldModel {
  /** Name in tables: the model's id, with its run's name where two runs have the same id. */
  readonly name: string;
  /** The model's id in its study. */
  readonly id: string;
  /** Place of its run in the list of runs that were gathered. */
  readonly run: number;
}

/** A tag over the items of a field. */
export interface FieldTag {
  /** Values in code-point order. */
  readonly values: readonly string[];
  /** For each item the codes of its values; empty where it lacks the tag. */
  readonly ofItem: readonly (readonly number[])[];
}

/** One sitting: one model's answers in one repeat, for analyses that look at single answers. */
export interface FieldSitting {
  /** Place in `models`. */
  readonly model: number;
  /** From 0. */
  readonly repeat: number;
  /** For each item the place of the chosen option among its options; −1 for no or several options, or no call. */
  readonly choices: Int32Array;
}

/**
 * What every model of a field scored on the same items of one exam, asked in one way: what all comparisons are made
 * from. Arrays over items are parallel; items stand in the order of the exam.
 */
export interface Field {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  /** The exam's headline scorer. */
  readonly scorer: string;
  readonly models: readonly FieldModel[];
  readonly itemIds: readonly string[];
  readonly kinds: readonly ItemKind[];
  /** Cluster of each item, from 0 without gaps: items of one group share it. */
  readonly clusters: Int32Array;
  /** Weight of each item in the exam's total. */
  readonly weights: Float64Array;
  /** The same question in another language shares this; null without. */
  readonly parallelIds: readonly (string | null)[];
  readonly languages: readonly string[];
  /** Place of the published key among the item's options; −1 for several or none. */
  readonly keys: Int32Array;
  readonly optionCounts: Int32Array;
  readonly tags: ReadonlyMap<string, FieldTag>;
  /** By model, each item's points 0–1, the mean over its repeats and variants; NaN where nothing was scored. */
  readonly points: readonly Float64Array[];
  /** Repeats that every number in `points` is the mean of at most. */
  readonly repeats: number;
  readonly sittings: readonly FieldSitting[];
}
