import { requirePairs } from "./require-pairs.ts";

/**
 * Pearson's product-moment correlation, −1 to 1. Null with fewer than two pairs, or where one of the columns does not
 * vary. Throws INTERNAL for columns of different length or values that are not finite.
 *
 * @example pearsonCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 5)) // 0.9819…
 */
export function pearsonCorrelation(first: Float64Array, second: Float64Array): number | null {
  requirePairs(first, second);
  const n = first.length;
  if (n < 2 || constant(first) || constant(second)) {
    return null;
  }
  const centre = mean(first);
  const otherCentre = mean(second);
  let products = 0;
  let squares = 0;
  let otherSquares = 0;
  for (let at = 0; at < n; at++) {
    const shift = (first[at] ?? 0) - centre;
    const otherShift = (second[at] ?? 0) - otherCentre;
    products += shift * otherShift;
    squares += shift * shift;
    otherSquares += otherShift * otherShift;
  }
  // Values that differ by so little that their squares vanish.
  if (!(squares > 0 && otherSquares > 0)) {
    return null;
  }
  return Math.min(1, Math.max(-1, products / Math.sqrt(squares) / Math.sqrt(otherSquares)));
}

/** Equal throughout: told by the values themselves, since the rounded mean of equal values may differ from them. */
function constant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    sum += values[at] ?? 0;
  }
  return sum / values.length;
}
