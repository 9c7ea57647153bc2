import { midRanks } from "./mid-ranks.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { requirePairs } from "./require-pairs.ts";

/**
 * Spearman's rank correlation, −1 to 1: Pearson's of the ranks, tied values sharing the mean of theirs. Null with fewer
 * than two pairs, or where one of the columns does not vary. Throws INTERNAL for columns of different length or values
 * that are not finite.
 *
 * @example spearmanCorrelation(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 10, 100, 50)) // 0.8
 */
export function spearmanCorrelation(first: Float64Array, second: Float64Array): number | null {
  requirePairs(first, second);
  return pearsonCorrelation(midRanks(first), midRanks(second));
}
