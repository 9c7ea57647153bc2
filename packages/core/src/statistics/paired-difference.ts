import { BugError } from "../base/errors.ts";
import { type ClusterIndex, effectiveClusters } from "./cluster-index.ts";
import { clusteredDegrees } from "./clustered-degrees.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";
import { varianceOfSquares } from "./variance-of-squares.ts";

/** How far two examinees lie apart on the same units, and what is known of its uncertainty. */
export interface PairedDifference {
  /** Mean of the first minus mean of the second, −1 to 1. */
  readonly value: number;
  /** Mean over the units of what the first has more than the second; for 0/1 points the share b/n. */
  readonly firstAhead: number;
  /** Mean over the units of what the second has more; for 0/1 points the share c/n. value = firstAhead − secondAhead. */
  readonly secondAhead: number;
  readonly units: number;
  /** Every cluster is one unit and every point 0 or 1: McNemar's own case. */
  readonly simple: boolean;
  /** The difference summed over the units of each cluster. */
  readonly sums: Float64Array;
  /** Independent 0/1 units whose mean difference would vary as much, with the same shares ahead; above 0. */
  readonly effectiveSize: number;
  /** Degrees of freedom behind the effective size; Infinity where it was not estimated. */
  readonly degrees: number;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Compare the 0–1 points of two examinees on the same units, in clusters (a shared stem; repeats of an item): the one
 * pass over the data behind `pairedDifferenceInterval`, `clusteredMcnemarTest`, `nonInferiorityTest` and
 * `equivalenceTest`. Null without units.
 *
 * The effective size is (firstAhead + secondAhead − value²)/variance. The variance is the jackknife over clusters of
 * the mean difference, never below that of as many independent units; the degrees of freedom are Satterthwaite's.
 * Single 0/1 units are their own effective size. Where no variance can be estimated (one cluster, or differences all
 * alike, as between equal models) the worst case is taken: units of a cluster are copies of each other, and the
 * effective size is Kish's number of clusters.
 *
 * Throws INTERNAL for arrays of different length or a point outside 0–1.
 * Source: MacKinnon, Nielsen & Webb 2023, doi:10.1002/jae.2969 (variance); Korn & Graubard 1998 (effective size).
 *
 * @param first One number of 0–1 for each unit.
 * @param second The same units' points of the other examinee.
 * @param clusters The same units' clusters.
 * @example pairedDifference(Float64Array.of(1, 1, 0), Float64Array.of(0, 1, 0), clusterIndex(Int32Array.of(0, 1, 2)))
 * // { value: 1/3, firstAhead: 1/3, secondAhead: 0, units: 3, effectiveSize: 3, … }
 */
export function pairedDifference(
  first: Float64Array,
  second: Float64Array,
  clusters: ClusterIndex,
): PairedDifference | null {
  const units = first.length;
  if (second.length !== units || clusters.of.length !== units) {
    throw new BugError("INTERNAL", `points of ${units} and ${second.length} units, clusters of ${clusters.of.length}`);
  }
  if (units === 0) {
    return null;
  }
  const sums = new Float64Array(clusters.count);
  let ahead = 0;
  let behind = 0;
  let squares = 0;
  let binary = true;
  for (let i = 0; i < units; i++) {
    const one = first[i] ?? 0;
    const other = second[i] ?? 0;
    if (!(one >= 0 && one <= 1 && other >= 0 && other <= 1)) {
      throw new BugError("INTERNAL", `a point outside 0–1: ${one} or ${other} in unit ${i}`);
    }
    if ((one !== 0 && one !== 1) || (other !== 0 && other !== 1)) {
      binary = false;
    }
    const difference = one - other;
    if (difference !== 0) {
      const cluster = clusters.of[i] ?? 0;
      sums[cluster] = (sums[cluster] ?? 0) + difference;
      squares += difference * difference;
      if (difference > 0) {
        ahead += difference;
      } else {
        behind -= difference;
      }
    }
  }
  const simple = clusters.allSingle && binary;
  const value = (ahead - behind) / units;
  const shares = { value, firstAhead: ahead / units, secondAhead: behind / units, units, simple, sums };
  return simple
    ? { ...shares, effectiveSize: units, degrees: Number.POSITIVE_INFINITY }
    : { ...shares, ...effectiveSize(shares, squares, clusters.sizes) };
}

function effectiveSize(
  { value, firstAhead, secondAhead, units, sums }: Omit<PairedDifference, "effectiveSize" | "degrees">,
  squares: number,
  sizes: Float64Array,
): Pick<PairedDifference, "effectiveSize" | "degrees"> {
  const unitVariance = varianceOfSquares(squares / units, value) / units;
  const variance = Math.max(unitVariance, sizes.length < 2 ? 0 : clusteredMeanVariance(sums, sizes));
  const mostVariance = firstAhead + secondAhead - value * value;
  if (sizes.length < 2 || variance <= roundingVariance || mostVariance <= roundingVariance) {
    return { effectiveSize: effectiveClusters(sizes), degrees: Number.POSITIVE_INFINITY };
  }
  const designEffect = unitVariance > 0 ? variance / unitVariance : Number.POSITIVE_INFINITY;
  return { effectiveSize: mostVariance / variance, degrees: clusteredDegrees(sizes, designEffect) };
}
