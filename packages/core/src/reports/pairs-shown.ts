import type { ComparedPair, FieldComparison } from "../records/comparison.ts";

/** Pairs that a figure draws at most before it keeps to those with the best model and the reference. */
export const mostDrawnPairs = 40;
/** The same for tables. */
export const mostListedPairs = 200;

/** The pairs to show: all where there are at most so many, else those with the best model and with the reference. */
export function shownPairs(comparison: FieldComparison, most: number): readonly ComparedPair[] {
  const { pairs, models, reference } = comparison;
  if (pairs.length <= most) {
    return pairs;
  }
  const kept = new Set([models[0]?.name, reference?.model ?? undefined]);
  return pairs.filter(({ first, second }) => kept.has(first) || kept.has(second));
}
