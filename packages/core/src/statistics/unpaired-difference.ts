import { clusterIndex } from "./cluster-index.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { type MeanEstimate, meanInterval } from "./mean-interval.ts";

/** Points of one group of items for one model; the two arrays are parallel. */
export interface ItemGroup {
  /** 0–1, one entry an observation. */
  readonly points: Float64Array;
  /** Cluster code of each observation. A cluster lies within its group: equal codes in two groups are two clusters. */
  readonly clusters: Int32Array;
}

/** A difference with its interval. */
export interface DifferenceEstimate extends Interval {
  readonly value: number;
}

/** What two groups of items come to, each with its interval, and how far apart they are. */
export interface UnpairedDifference {
  readonly first: MeanEstimate;
  readonly second: MeanEstimate;
  /** First − second, −1 to 1. */
  readonly difference: DifferenceEstimate;
  /**
   * (First − second) / first, the share of the first that is lost; null where the first mean is 0. `low` is null
   * where the data do not bound it below: the first mean may be 0.
   */
  readonly relative: { readonly value: number; readonly low: number | null; readonly high: number } | null;
}

/**
 * Difference of the means of two unpaired groups of 0–1 points, absolute and relative to the first, e.g. of the items
 * of a lower and a higher professional level.
 *
 * Each mean has its interval of `meanInterval` (Wilson's, on cluster-robust effective sizes where items are clustered);
 * those of the difference and of the ratio are made of the distances to their limits (Newcombe's method 10, "MOVER"),
 * so they stay within the possible and have a width where all is right or all wrong.
 *
 * Null where a group is empty. Throws INTERNAL for a point outside 0–1 or a level outside (0, 1).
 * Source: Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10;
 * Donner & Zou 2012, Statistical Methods in Medical Research 21, 347–359 (ratio).
 *
 * @example
 * // 56 of 70 against 48 of 80, items not clustered: 0.2, 0.0524 to 0.3339 (Newcombe 1998, example a)
 */
export function unpairedDifference(first: ItemGroup, second: ItemGroup, level: number): UnpairedDifference | null {
  requireLevel(level);
  const one = meanInterval(first.points, clusterIndex(first.clusters), level);
  const other = meanInterval(second.points, clusterIndex(second.clusters), level);
  if (one === null || other === null) {
    return null;
  }
  const ratio = one.value > 0 ? ratioLimits(other, one) : null;
  return {
    first: one,
    second: other,
    difference: differenceOf(one, other),
    relative:
      ratio === null
        ? null
        : {
            value: 1 - other.value / one.value,
            low: ratio.high === null ? null : 1 - ratio.high,
            high: 1 - ratio.low,
          },
  };
}

/**
 * Difference of two independent estimates with an interval, first − second, from the distances to their limits
 * ("square and add").
 *
 * @example differenceOf({ value: 0.8, low: 0.6916…, high: 0.8771… }, { value: 0.6, low: 0.4905…, high: 0.7005… })
 * // { value: 0.2, low: 0.0524…, high: 0.3339… }
 */
export function differenceOf(first: DifferenceEstimate, second: DifferenceEstimate): DifferenceEstimate {
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}

/** Limits of above/below, both independent and at least 0, below > 0; no upper limit where `below` may be 0. */
function ratioLimits(
  above: DifferenceEstimate,
  below: DifferenceEstimate,
): { readonly low: number; readonly high: number | null } {
  const product = above.value * below.value;
  // Donner and Zou's quadratics; the lower root in the form that does not divide by what may be 0.
  const lowest = above.low * (2 * above.value - above.low);
  const fromHigh = below.high * (2 * below.value - below.high);
  const low = lowest > 0 ? lowest / (product + Math.sqrt(product * product - fromHigh * lowest)) : 0;
  const highest = above.high * (2 * above.value - above.high);
  const fromLow = below.low * (2 * below.value - below.low);
  const high = fromLow > 0 ? (product + Math.sqrt(product * product - fromLow * highest)) / fromLow : null;
  return { low, high };
}
