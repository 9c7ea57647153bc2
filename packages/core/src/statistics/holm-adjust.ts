import { ascendingOrder } from "./ascending-order.ts";

/**
 * Holm's step-down adjustment of a family of p-values: an adjusted value of at most α may be called significant, and
 * the chance of any false call in the family is at most α, however the tests depend on each other. Uniformly more
 * powerful than Bonferroni's. The order of the input is kept, equal p-values stay equal, an empty family is empty.
 * Tests that could not be done are no members of the family: leave them out.
 * Throws INTERNAL for a p-value outside 0–1. Source: Holm 1979, https://www.jstor.org/stable/4615733.
 *
 * @example holmAdjust(Float64Array.of(0.01, 0.04, 0.03)) // [0.03, 0.06, 0.06]
 */
export function holmAdjust(pValues: Float64Array): Float64Array {
  const order = ascendingOrder(pValues);
  const adjusted = new Float64Array(pValues.length);
  let greatest = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const at = order[rank] ?? 0;
    greatest = Math.max(greatest, Math.min(1, (order.length - rank) * (pValues[at] ?? 0)));
    adjusted[at] = greatest;
  }
  return adjusted;
}
