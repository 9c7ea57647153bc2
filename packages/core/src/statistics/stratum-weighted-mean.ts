import { clusterIndex } from "./cluster-index.ts";
import { requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import type { DifferenceEstimate, ItemGroup } from "./unpaired-difference.ts";
import { scoreInterval } from "./wilson-interval.ts";

/** A group of items that also falls into strata. */
export interface StratifiedGroup extends ItemGroup {
  /** Stratum of each observation, 0 to strata − 1. */
  readonly strata: Int32Array;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Mean of 0–1 points with given weights of the strata (direct standardisation): Σ w · mean of stratum / Σ w, with
 * Wilson's interval on the effective size that its variance implies.
 *
 * - Single observations that are right or wrong: the binomial variance Σ w²p(1 − p)/n, times N/(N − strata + 1) for
 *   the means that were estimated beyond the first, and the normal critical value. One stratum is Wilson's interval.
 * - Clusters or partial credit: the squared sums, over each cluster, of the weighted distances to the stratum means,
 *   with the factor k/(k − 1) of the k clusters of a stratum, never below the variance of independent rows; Student's
 *   critical value with Satterthwaite's degrees of freedom less the number of strata. A stratum of one cluster shows
 *   no spread: its distances are taken to the mean of all.
 * - No variance at all (every stratum all right or all wrong): Kish's effective number of clusters under the weights.
 *
 * Strata without weight are left out; every stratum with weight must hold an observation, and some must have weight:
 * null otherwise. Clusters may reach over strata.
 * Source: Yan & Su 2010, Statistics in Biopharmaceutical Research 2, 329–335 (Wilson's interval for stratified
 * proportions); Korn & Graubard 1998 (effective sizes).
 *
 * @param weights Weight of each stratum, ≥ 0, in any unit.
 * @example
 * const group = { points: Float64Array.of(1, 0, 1), clusters: Int32Array.of(0, 1, 2), strata: Int32Array.of(0, 0, 1) };
 * stratumWeightedMean(group, Float64Array.of(1, 1), 0.95)?.value // 0.75
 */
export function stratumWeightedMean(
  group: StratifiedGroup,
  weights: Float64Array,
  level: number,
): DifferenceEstimate | null {
  requireLevel(level);
  const { sizes, sums } = stratumTotals(group, weights.length);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(totalWeight > 0) || weights.some((weight, stratum) => weight > 0 && sizes[stratum] === 0)) {
    return null;
  }
  let mean = 0;
  for (let stratum = 0; stratum < weights.length; stratum++) {
    const weight = weights[stratum] ?? 0;
    if (weight > 0) {
      mean += ((weight / totalWeight) * (sums[stratum] ?? 0)) / (sizes[stratum] ?? 1);
    }
  }
  // Rounding may leave a sum of all-right strata a hair off.
  const value = mean > 1 - 1e-14 ? 1 : mean;
  const rowWeights = weights.map((weight, stratum) => (weight > 0 ? weight / totalWeight / (sizes[stratum] ?? 1) : 0));
  const spread = clusterSpread(group, { sizes, sums, rowWeights, mean: value });
  const mostVariance = value * (1 - value);
  if (mostVariance === 0 || spread.variance <= roundingVariance) {
    return { value, ...scoreInterval(value, spread.effectiveClusters, normalQuantile((1 + level) / 2)) };
  }
  const probability = (1 + level) / 2;
  const critical =
    spread.degrees === null ? normalQuantile(probability) : studentTQuantile(probability, spread.degrees);
  return { value, ...scoreInterval(value, mostVariance / spread.variance, critical) };
}

/** Observations and points of each stratum. */
export function stratumTotals(
  { points, strata }: StratifiedGroup,
  count: number,
): { readonly sizes: Float64Array; readonly sums: Float64Array } {
  const sizes = new Float64Array(count);
  const sums = new Float64Array(count);
  for (let row = 0; row < points.length; row++) {
    const stratum = strata[row] ?? 0;
    sizes[stratum] = (sizes[stratum] ?? 0) + 1;
    sums[stratum] = (sums[stratum] ?? 0) + (points[row] ?? 0);
  }
  return { sizes, sums };
}

interface Weighted {
  readonly sizes: Float64Array;
  readonly sums: Float64Array;
  /** Weight of one observation of each stratum; those of all observations sum to 1. */
  readonly rowWeights: Float64Array;
  readonly mean: number;
}

interface Spread {
  readonly variance: number;
  readonly effectiveClusters: number;
  /** Null where the observations are independent and right or wrong, so that the mean tells the variance. */
  readonly degrees: number | null;
}

function clusterSpread(group: StratifiedGroup, { sizes, sums, rowWeights, mean }: Weighted): Spread {
  const { points, strata } = group;
  const clusters = clusterIndex(group.clusters);
  const stratumClusters = clustersOfStrata(clusters.of, strata, clusters.count, sizes.length);
  const corrections = stratumClusters.map((count) => (count > 1 ? Math.sqrt(count / (count - 1)) : 1));
  const centres = sums.map((sum, stratum) =>
    (stratumClusters[stratum] ?? 0) > 1 ? sum / (sizes[stratum] ?? 1) : mean,
  );
  const shifts = new Float64Array(clusters.count);
  const totals = new Float64Array(clusters.count);
  const squares = new Float64Array(clusters.count);
  let rowVariance = 0;
  let rows = 0;
  let binary = true;
  for (let row = 0; row < points.length; row++) {
    const stratum = strata[row] ?? 0;
    const weight = rowWeights[stratum] ?? 0;
    if (weight > 0) {
      const point = points[row] ?? 0;
      const cluster = clusters.of[row] ?? 0;
      const shift = weight * (point - (centres[stratum] ?? 0));
      shifts[cluster] = (shifts[cluster] ?? 0) + shift * (corrections[stratum] ?? 1);
      totals[cluster] = (totals[cluster] ?? 0) + weight;
      squares[cluster] = (squares[cluster] ?? 0) + weight * weight;
      rowVariance += shift * shift;
      rows += 1;
      binary &&= point === 0 || point === 1;
    }
  }
  let clusterVariance = 0;
  let totalSquares = 0;
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    clusterVariance += (shifts[cluster] ?? 0) ** 2;
    totalSquares += (totals[cluster] ?? 0) ** 2;
  }
  const strataUsed = rowWeights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  if (clusters.allSingle && binary) {
    const correction = rows / (rows - strataUsed + 1);
    return { variance: rowVariance * correction, effectiveClusters: 1 / totalSquares, degrees: null };
  }
  const variance = Math.max(rowVariance, clusterVariance);
  const designEffect = rowVariance > 0 ? variance / rowVariance : Number.POSITIVE_INFINITY;
  return {
    variance,
    effectiveClusters: 1 / totalSquares,
    degrees: Math.max(1, effectiveNumber(totals, squares, designEffect) - strataUsed),
  };
}

/** How many clusters of equal weight the variance is made of, at the correlation that the design effect implies. */
function effectiveNumber(totals: Float64Array, squares: Float64Array, designEffect: number): number {
  const independent = squares.reduce((sum, square) => sum + square, 0);
  const copied = totals.reduce((sum, total) => sum + total * total, 0);
  const mostExcess = copied / independent - 1;
  const correlation = mostExcess > 1e-12 ? Math.min(1, Math.max(0, (designEffect - 1) / mostExcess)) : 0;
  let sum = 0;
  let sumOfSquares = 0;
  for (let cluster = 0; cluster < totals.length; cluster++) {
    const part = (1 - correlation) * (squares[cluster] ?? 0) + correlation * (totals[cluster] ?? 0) ** 2;
    sum += part;
    sumOfSquares += part * part;
  }
  return (sum * sum) / sumOfSquares;
}

/** How many clusters have an observation in each stratum. */
function clustersOfStrata(of: Int32Array, strata: Int32Array, clusters: number, count: number): Float64Array {
  const seen = new Uint8Array(clusters * count);
  const counts = new Float64Array(count);
  for (let row = 0; row < of.length; row++) {
    const stratum = strata[row] ?? 0;
    const at = (of[row] ?? 0) * count + stratum;
    if (seen[at] === 0) {
      seen[at] = 1;
      counts[stratum] = (counts[stratum] ?? 0) + 1;
    }
  }
  return counts;
}
