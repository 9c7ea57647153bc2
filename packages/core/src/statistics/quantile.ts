/**
 * Quantile of values sorted in ascending order, linear between neighbours (Hyndman & Fan's type 7, numpy's default).
 * `probability` is 0–1, clamped. NaN without values.
 *
 * @example quantileOfSorted(Float64Array.of(1, 2, 3, 4), 0.5) // 2.5
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const last = sorted.length - 1;
  if (last < 0) {
    return Number.NaN;
  }
  const place = last * Math.min(1, Math.max(0, probability));
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(last, below + 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}
