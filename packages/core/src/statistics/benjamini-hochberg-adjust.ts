import { ascendingOrder } from "./ascending-order.ts";

/**
 * Benjamini and Hochberg's step-up adjustment of a family of p-values: of those called significant at an adjusted
 * value of at most q, the expected share of false calls is at most q, for independent or positively dependent tests.
 * For many comparisons, where Holm's protection against a single false call would leave little power.
 * The order of the input is kept, equal p-values stay equal, an empty family is empty.
 * Throws INTERNAL for a p-value outside 0–1.
 * Source: Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
 *
 * @example benjaminiHochbergAdjust(Float64Array.of(0.01, 0.04, 0.03)) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochbergAdjust(pValues: Float64Array): Float64Array {
  const order = ascendingOrder(pValues);
  const adjusted = new Float64Array(pValues.length);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const at = order[rank - 1] ?? 0;
    least = Math.min(least, ((pValues[at] ?? 0) * order.length) / rank);
    adjusted[at] = least;
  }
  return adjusted;
}
