import { BugError } from "../base/errors.ts";
import { effectiveClusters } from "./cluster-index.ts";
import { clusteredDegrees } from "./clustered-degrees.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import { varianceOfSquares } from "./variance-of-squares.ts";
import { scoreInterval } from "./wilson-interval.ts";

/** Observations of 0–1 as totals of each cluster; the three arrays are parallel. */
export interface ClusteredProportion {
  /** Sum of the observations of each cluster. */
  readonly sums: Float64Array;
  /** Observations in each cluster, above 0. */
  readonly sizes: Float64Array;
  /** Sum of the squared observations over all clusters; equal to the sum for 0/1 data, the default. */
  readonly sumOfSquares?: number;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Wilson's interval for the mean of clustered 0/1 data (or 0–1 points), on the effective n that the cluster-robust
 * variance implies: n_eff = mean(1 − mean)/variance, with the jackknife variance of the ratio estimator.
 *
 * - The variance is never taken below that of as many independent rows (no gain from clustering, Korn & Graubard).
 * - The critical value is Student's t. Its degrees of freedom are clusters − 1 when clusters are of one size, fewer
 *   when they are uneven: Satterthwaite's (Σw)²/Σw² − 1 with w the expected squared deviation of each cluster's sum
 *   under the intra-cluster correlation that the variance implies; at least 1.
 * - Where no variance can be estimated (one cluster, or all rows alike: all right, all wrong), the worst case is
 *   taken: rows of a cluster are copies of each other, n_eff is Kish's effective number of clusters, and the critical
 *   value is normal. One cluster is then worth one observation.
 *
 * Null without rows. Throws INTERNAL for a level outside (0, 1), arrays of different length, an empty cluster,
 * or a mean outside 0–1.
 * Source: Korn & Graubard 1998 (effective n in a binomial interval); Dean & Pavlou 2015, doi:10.1093/jssam/smv024
 * (Wilson's with it); MacKinnon, Nielsen & Webb 2023 (variance).
 *
 * @example clusteredWilsonInterval({ sums: Float64Array.of(3, 0, 2), sizes: Float64Array.of(3, 3, 3) }, 0.95)
 * // { low: 0.0424…, high: 0.9724… }
 */
export function clusteredWilsonInterval(data: ClusteredProportion, level: number): Interval | null {
  requireLevel(level);
  const { sums, sizes } = data;
  const k = sizes.length;
  if (sums.length !== k) {
    throw new BugError("INTERNAL", `clustered interval of ${sums.length} sums and ${k} sizes`);
  }
  if (k === 0) {
    return null;
  }
  const { total, n } = totals(sums, sizes);
  const mean = Math.min(1, total / n);
  const mostVariance = mean * (1 - mean);
  const rowVariance = varianceOfSquares((data.sumOfSquares ?? total) / n, mean) / n;
  const variance = Math.max(rowVariance, k < 2 ? 0 : clusteredMeanVariance(sums, sizes));
  if (k < 2 || mostVariance === 0 || variance <= roundingVariance) {
    return scoreInterval(mean, effectiveClusters(sizes), normalQuantile((1 + level) / 2));
  }
  const designEffect = rowVariance > 0 ? variance / rowVariance : Number.POSITIVE_INFINITY;
  const degrees = clusteredDegrees(sizes, designEffect);
  return scoreInterval(mean, mostVariance / variance, studentTQuantile((1 + level) / 2, degrees));
}

function totals(sums: Float64Array, sizes: Float64Array): { readonly total: number; readonly n: number } {
  let total = 0;
  let n = 0;
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0;
    if (!(size > 0)) {
      throw new BugError("INTERNAL", `cluster ${i} has size ${size}`);
    }
    total += sums[i] ?? 0;
    n += size;
  }
  // A sum of many points may exceed n by rounding alone.
  if (!(total >= 0 && total <= n * (1 + 1e-12))) {
    throw new BugError("INTERNAL", `clustered interval of ${total} points out of ${n}`);
  }
  return { total, n };
}
