import type { FieldModel } from "./field.ts";

/** What one model's replies to the items of a field count. */
export interface TextCounts {
  /** Item by item, `width` numbers each; whatever stands there where `has` is 0. */
  readonly values: Float64Array;
  /** 1 where the item was scored. */
  readonly has: Uint8Array;
}

/** Scores that are functions of sums over items, for several models on the items of one exam, asked in one way. */
export interface TextField {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly kind: "mean" | "corpus";
  /** Names of the scores, as many as `scoresOf` gives. */
  readonly scores: readonly string[];
  readonly signature?: string;
  readonly models: readonly FieldModel[];
  /** Cluster of each item, from 0 without gaps. */
  readonly clusters: Int32Array;
  /** Numbers of an item. */
  readonly width: number;
  /** By model. */
  readonly counts: readonly TextCounts[];
  /** The scores from sums over items; null where they give none. */
  scoresOf(sums: Float64Array): readonly (number | null)[];
}
