import { BugError } from "../base/errors.ts";
import { type ClusterIndex, clusterSums, effectiveClusters } from "./cluster-index.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import { scoreInterval } from "./wilson-interval.ts";

/** Agreement of raters beyond chance, with its interval; −1 to 1. */
export interface AgreementEstimate extends Interval {
  readonly status: "estimated";
  /** (agreement − expected)/(1 − expected). */
  readonly value: number;
  /** Large-sample standard error, for comparison with other software; the limits are not symmetric. */
  readonly standardError: number;
  /** Observed agreement, weighted where the coefficient is; 0–1. */
  readonly agreement: number;
  /** Agreement expected by chance, 0–1. */
  readonly expected: number;
  /** Cases that the agreement is over. */
  readonly cases: number;
  readonly clusters: number;
}

/** Observed and expected agreement, and how much the coefficient varies. */
export interface ChanceCorrected {
  readonly agreement: number;
  /** Below 1. */
  readonly expected: number;
  /** Variance of the coefficient. */
  readonly variance: number;
  /** Cases in each cluster. */
  readonly sizes: Float64Array;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Interval of a coefficient of agreement beyond chance (Cohen's, Fleiss', Gwet's, Krippendorff's), which is one minus
 * disagreement/(1 − expected): Wilson's interval of the disagreement on the effective n that the coefficient's variance
 * implies, with Student's t on Kish's effective number of clusters less one (at least 1) degrees of freedom. The usual
 * value ± 1.96 standard errors reaches beyond 1 and has no width at full agreement; this one stays within −1 to 1, and
 * full agreement in n cases has the lower limit that n right of n would have. Where no variance can be estimated (one
 * cluster, full agreement, full disagreement) the effective n is the number of clusters.
 *
 * Throws INTERNAL for a level outside (0, 1), an expectation of 1 or above, or no cluster.
 * Source: Wilson 1927 on the variance of Gwet 2008, doi:10.1348/000711006X126600; Korn & Graubard 1998 (effective n).
 *
 * @example
 * // Full agreement in 20 single cases: { low: 0.6777…, high: 1 }
 * chanceCorrectedInterval({ agreement: 1, expected: 0.5, variance: 0, sizes: new Float64Array(20).fill(1) }, 0.95)
 */
export function chanceCorrectedInterval(found: ChanceCorrected, level: number): Interval {
  requireLevel(level);
  const { agreement, expected, variance, sizes } = found;
  if (!(expected < 1 && sizes.length > 0)) {
    throw new BugError("INTERNAL", `agreement beyond an expected ${expected} in ${sizes.length} clusters`);
  }
  const disagreement = Math.min(1, Math.max(0, 1 - agreement));
  const room = 1 - expected;
  const spread = disagreement * (1 - disagreement);
  const effective = effectiveClusters(sizes);
  const own = variance * room * room;
  const known = sizes.length > 1 && spread > 1e-12 && own > roundingVariance;
  const critical = known
    ? studentTQuantile((1 + level) / 2, Math.max(1, effective - 1))
    : normalQuantile((1 + level) / 2);
  const limits = scoreInterval(disagreement, known ? spread / own : effective, critical);
  return {
    low: Math.max(-1, 1 - limits.high / room),
    high: Math.min(1, 1 - limits.low / room),
  };
}

/**
 * The category used least often of those used, for which agreement is hardest to see: 20 cases with two of a rare
 * category that nobody agreed on leave kappa just below 0 with next to no variance, though it may be 0.5. The upper
 * limits of kappa and alpha are therefore also those with one more case (of clustered cases: one more cluster of usual
 * size) on which all agree in this category, where that is higher (as Clopper and Pearson's upper limit is that of one
 * more success). Coverage of 95 % is 25 to 95 % without it for shares of 3 and 10 %, and 94 % or more with it. −1
 * without ratings.
 *
 * @param totals Ratings of each category.
 * @example rarestUsed(Float64Array.of(30, 0, 4)) // 2
 */
export function rarestUsed(totals: Float64Array): number {
  let rarest = -1;
  for (let category = 0; category < totals.length; category++) {
    const total = totals[category] ?? 0;
    if (total > 0 && (rarest < 0 || total < (totals[rarest] ?? 0))) {
      rarest = category;
    }
  }
  return rarest;
}

/** A copy of the codes with one more at the end, as often as said. */
export function withMore(codes: Int32Array, code: number, times: number): Int32Array {
  const longer = new Int32Array(codes.length + times).fill(code);
  longer.set(codes);
  return longer;
}

/**
 * Variance of a mean of cases from what each case contributes to it beyond the mean (its influence; they sum to 0),
 * robust to dependence within clusters: k/(k − 1) · Σ (sum over the cluster)²/n². 0 with fewer than two clusters.
 *
 * @example influenceVariance(Float64Array.of(-1, 1), clusterIndex(Int32Array.of(0, 1))) // 1
 */
export function influenceVariance(influences: Float64Array, clusters: ClusterIndex): number {
  const { count } = clusters;
  if (count < 2) {
    return 0;
  }
  const squares = clusterSums(clusters, influences).reduce((sum, shift) => sum + shift * shift, 0);
  return ((count / (count - 1)) * squares) / (influences.length * influences.length);
}
