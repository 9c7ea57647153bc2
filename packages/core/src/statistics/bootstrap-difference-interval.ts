import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** A difference of two means of 0–1 points with its variance over resamples of clusters. */
export interface BootstrappedDifference {
  /** The difference in the data, −1 to 1. */
  readonly difference: number;
  /** Variance of the difference over the resamples (n − 1 in the denominator). */
  readonly variance: number;
  /** Clusters that were resampled. */
  readonly clusters: number;
  /** Kish's effective number of clusters, 1 to `clusters`. */
  readonly effectiveClusters: number;
  /** Items that both means are over. */
  readonly items: number;
  /** Mean squared difference of the two points of such an item; with 0/1 points the share of discordant items. */
  readonly meanSquare: number;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Interval for the difference of two models on the same clustered items, from bootstrap replicates: Bonett and Price's
 * interval for paired proportions, on an effective number of items. A percentile or Wald interval of a small sample
 * covers too little (the calibration test shows it), and has no width at all where no item is discordant.
 *
 * - The variance of the replicates times k/(k − 1) gives the effective number of items m: how many independent items
 *   with this mean square would have that variance; not less than the effective clusters nor more than the items.
 * - One item is added for either side: the centre is m·d/(m + 2), the variance grows accordingly.
 * - The critical value is Student's t on the effective number of clusters − 1 degrees of freedom, at least 1.
 * - One cluster, or differences that do not vary, tell nothing of the variance: then m is the effective number of
 *   clusters, with a normal critical value, as in `bootstrapWilsonInterval`.
 *
 * Within −1 to 1; around 0 and of some width for two models with equal points. Null without clusters. Throws INTERNAL
 * for a difference outside −1 to 1, a variance that is not a number ≥ 0, or a level outside (0, 1).
 * Source: Bonett & Price 2012, doi:10.3102/1076998611411915; effective n as in Korn & Graubard 1998.
 *
 * @example
 * // 20 single items, 6 on which the first is right alone and 2 on which the second is
 * const data = { difference: 0.2, variance: 0.018, clusters: 20, effectiveClusters: 20, items: 20, meanSquare: 0.4 };
 * bootstrapDifferenceInterval(data, 0.95) // { low: -0.1137…, high: 0.4773… }
 */
export function bootstrapDifferenceInterval(data: BootstrappedDifference, level: number): Interval | null {
  requireLevel(level);
  const { difference, clusters, effectiveClusters, items, meanSquare } = data;
  if (clusters === 0) {
    return null;
  }
  if (!(Math.abs(difference) <= 1 && data.variance >= 0 && effectiveClusters >= 1)) {
    const { variance } = data;
    throw new BugError("INTERNAL", `interval of difference ${difference}, variance ${variance}, ${clusters} clusters`);
  }
  const variance = clusters < 2 ? 0 : (data.variance * clusters) / (clusters - 1);
  if (variance <= roundingVariance) {
    return shrunk(difference, 0, effectiveClusters, normalQuantile((1 + level) / 2));
  }
  const spread = Math.max(0, meanSquare - difference * difference);
  const size = Math.max(effectiveClusters, Math.min(items, spread / variance));
  return shrunk(difference, variance, size, studentTQuantile((1 + level) / 2, Math.max(1, effectiveClusters - 1)));
}

/** The interval with one item of `size` independent ones added on either side. */
function shrunk(difference: number, variance: number, size: number, critical: number): Interval {
  const more = size + 2;
  const centre = (size * difference) / more;
  const squares = size * (size * variance + difference * difference);
  const half = critical * Math.sqrt(Math.max(0, ((squares + 2) / more - centre * centre) / more));
  return { low: Math.max(-1, centre - half), high: Math.min(1, centre + half) };
}
