import { quantileOfSorted } from "../statistics/quantile.ts";

/** Median of some numbers; null without one. */
export function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : quantileOfSorted(Float64Array.from(values).sort(), 0.5);
}
