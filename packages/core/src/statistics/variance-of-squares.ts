/** A difference of squares below this share of them is rounding: a variance of 0 on paper. */
const roundingShare = 1e-12;

/**
 * Variance of values from the mean of their squares and their mean; 0 where the two differ by no more than rounding, so that
 * values that are all 1/3 have none.
 *
 * @example varianceOfSquares(0.5, 0.5) // 0.25
 */
export function varianceOfSquares(meanSquare: number, mean: number): number {
  const variance = meanSquare - mean * mean;
  return variance <= roundingShare * meanSquare ? 0 : variance;
}
