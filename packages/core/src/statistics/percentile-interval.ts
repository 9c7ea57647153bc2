import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalCdf } from "./normal-cdf.ts";
import { quantileOfSorted } from "./quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/**
 * Percentile interval from bootstrap replicates, widened for small samples ("expanded percentile"): the tail
 * probabilities are Φ(−√(k/(k − 1)) · t), with t the Student quantile on k − 1 degrees of freedom, which makes up for
 * the bootstrap's too small variance and for estimating it from k clusters. For many clusters it is the plain
 * percentile interval. It cannot reach beyond the replicates: for a proportion or a score near 0 or 1 use
 * `bootstrapWilsonInterval`.
 *
 * @param replicates The statistic of each resample, in any order; at least one, all finite (else throws INTERNAL).
 * @param clusters Number of clusters k that were resampled; below 2 nothing can be said and null is returned.
 * @param level Confidence level, 0–1.
 * Source: Hesterberg 2015, doi:10.1080/00031305.2015.1089789, section 5.3.
 */
export function percentileInterval(replicates: Float64Array, clusters: number, level: number): Interval | null {
  requireLevel(level);
  const sorted = Float64Array.from(replicates).sort();
  // NaN sorts last, infinities to the ends.
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted.at(-1))) {
    throw new BugError("INTERNAL", "percentile interval of replicates that are missing or not finite");
  }
  if (clusters < 2) {
    return null;
  }
  const t = studentTQuantile((1 + level) / 2, clusters - 1);
  const tail = normalCdf(-Math.sqrt(clusters / (clusters - 1)) * t);
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}
