import { BugError } from "../base/errors.ts";

/** How chrF is computed; part of its signature. */
export interface ChrfSettings {
  /** Longest n-gram of characters; default 6. */
  readonly characterOrder?: number;
  /** Longest n-gram of words; 0 for chrF (default), 2 for chrF++. */
  readonly wordOrder?: number;
  /** How much more recall weighs than precision; default 2. */
  readonly beta?: number;
  /** Default false. */
  readonly lowercase?: boolean;
  /** Whether white space counts as a character; default false. */
  readonly whiteSpace?: boolean;
  /** Whether the F of every order is averaged (chrF++.py), instead of F of the mean precision and recall. Default false. */
  readonly epsilonSmoothing?: boolean;
}

/** The settings of sacrebleu's chrF2. */
export const chrfDefaults = {
  characterOrder: 6,
  wordOrder: 0,
  beta: 2,
  lowercase: false,
  whiteSpace: false,
  epsilonSmoothing: false,
} as const satisfies Required<ChrfSettings>;

const epsilon = 1e-16;

/**
 * chrF, 0–100, from column sums of `chrfStatistics`: of each order the n-grams of the reply, of the reference and those
 * that match. Orders that either side has no n-grams of are left out of the means; 0 where none is left. Throws INTERNAL
 * where the sums are of other orders.
 * Source: Popović 2015, doi:10.18653/v1/W15-3049, and 2017, doi:10.18653/v1/W17-4770; as sacrebleu 2.6.0 computes it.
 */
export function chrfScore(sums: Float64Array, settings: ChrfSettings = {}): number {
  const { characterOrder, wordOrder, beta, epsilonSmoothing } = { ...chrfDefaults, ...settings };
  const orders = characterOrder + wordOrder;
  if (sums.length !== 3 * orders) {
    throw new BugError("INTERNAL", `chrF of ${orders} orders from ${sums.length} statistics`);
  }
  const factor = beta * beta;
  let precisions = 0;
  let recalls = 0;
  let effective = 0;
  let scores = 0;
  for (let order = 0; order < orders; order++) {
    const replies = sums[3 * order] ?? 0;
    const references = sums[3 * order + 1] ?? 0;
    const matches = sums[3 * order + 2] ?? 0;
    const precision = replies > 0 ? matches / replies : epsilon;
    const recall = references > 0 ? matches / references : epsilon;
    const weighed = factor * precision + recall;
    scores += weighed > 0 ? ((1 + factor) * precision * recall) / weighed : epsilon;
    if (replies > 0 && references > 0) {
      precisions += precision;
      recalls += recall;
      effective += 1;
    }
  }
  if (epsilonSmoothing) {
    return (100 * scores) / orders;
  }
  if (effective === 0 || precisions + recalls === 0) {
    return 0;
  }
  const precision = precisions / effective;
  const recall = recalls / effective;
  return (100 * (1 + factor) * precision * recall) / (factor * precision + recall);
}
