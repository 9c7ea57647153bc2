import { BugError } from "../base/errors.ts";

/**
 * How many times larger clustering makes the variance of a mean: 1 + (Σm²/Σm − 1)·ρ for clusters of sizes m whose
 * observations correlate by ρ (0–1). Items divided by it are the independent items they are worth. For a comparison of
 * two examinees ρ is that of their differences, which is smaller than that of the points.
 * 1 without observations. Throws INTERNAL for a negative size or a correlation outside 0–1.
 * Source: Kish 1965, Survey Sampling, 8.2 (uneven sizes).
 *
 * @example designEffect(Float64Array.of(3, 3, 3), 0.2) // 1.4
 */
export function designEffect(sizes: Float64Array, correlation: number): number {
  if (!(correlation >= 0 && correlation <= 1)) {
    throw new BugError("INTERNAL", `a correlation within clusters of ${correlation}`);
  }
  let total = 0;
  let squares = 0;
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    const size = sizes[cluster] ?? 0;
    if (!(size >= 0)) {
      throw new BugError("INTERNAL", `cluster ${cluster} has size ${size}`);
    }
    total += size;
    squares += size * size;
  }
  return total === 0 ? 1 : Math.max(1, 1 + (squares / total - 1) * correlation);
}
