import { BugError } from "../base/errors.ts";
import { type ClusterIndex, clusterSums } from "./cluster-index.ts";
import type { Interval } from "./interval.ts";

/** A mean with its limits. */
export interface LimitedMean extends Interval {
  readonly value: number;
}

/**
 * Correlation of the sampling errors of two means over the same units, from the residual sums of each cluster: what
 * "square and add" needs to know of a pair. 0 where one of the two does not vary, or there are fewer than two clusters.
 * Throws INTERNAL for arrays of different length.
 *
 * @example pairedErrorCorrelation(Float64Array.of(1, 0, 1), Float64Array.of(1, 0, 1), clusters) // 1
 */
export function pairedErrorCorrelation(first: Float64Array, second: Float64Array, clusters: ClusterIndex): number {
  if (second.length !== first.length || clusters.of.length !== first.length) {
    throw new BugError("INTERNAL", `correlation of ${first.length} and ${second.length} values`);
  }
  const one = residualSums(first, clusters);
  const other = residualSums(second, clusters);
  let product = 0;
  let squares = 0;
  let otherSquares = 0;
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    const a = one[cluster] ?? 0;
    const b = other[cluster] ?? 0;
    product += a * b;
    squares += a * a;
    otherSquares += b * b;
  }
  const scale = Math.sqrt(squares * otherSquares);
  return scale < 1e-12 ? 0 : Math.max(-1, Math.min(1, product / scale));
}

function residualSums(values: Float64Array, clusters: ClusterIndex): Float64Array {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i] ?? 0;
  }
  const mean = total / Math.max(1, values.length);
  return clusterSums(clusters, values).map((sum, cluster) => sum - mean * (clusters.sizes[cluster] ?? 0));
}

/**
 * Limits of first − second for two means of the same units, from the distances to their own limits and the correlation
 * of their errors ("MOVER"). With a correlation of 0 it is the interval of unpaired means.
 * Source: Zou & Donner 2008, doi:10.1002/sim.3095; Newcombe 1998, method 10.
 *
 * @example pairedMoverDifference({ value: 0.8, low: 0.7, high: 0.9 }, { value: 0.6, low: 0.5, high: 0.7 }, 0)
 * // { low: 0.2 − √0.02, high: 0.2 + √0.02 }
 */
export function pairedMoverDifference(first: LimitedMean, second: LimitedMean, correlation: number): Interval {
  const value = first.value - second.value;
  return {
    low: value - joined(first.value - first.low, second.high - second.value, correlation),
    high: value + joined(first.high - first.value, second.value - second.low, correlation),
  };
}

function joined(one: number, other: number, correlation: number): number {
  return Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
}

/**
 * Limits of above/below for two means of 0–1 points on the same units, by the same method. `high` is null where the data
 * do not keep the lower mean away from 0. Throws INTERNAL unless `below` is above 0.
 * Source: Donner & Zou 2012, Statistical Methods in Medical Research 21, 347–359, with correlation.
 *
 * @example
 * // perturbed 48 of 80 against 56 of 70 as published, errors not correlated: as unpairedDifference's ratio
 */
export function pairedMoverRatio(
  above: LimitedMean,
  below: LimitedMean,
  correlation: number,
): { readonly low: number; readonly high: number | null } {
  if (!(below.value > 0)) {
    throw new BugError("INTERNAL", `a ratio to ${below.value}`);
  }
  const product = above.value * below.value;
  const forLow = product - correlation * (above.value - above.low) * (below.high - below.value);
  const lowest = above.low * (2 * above.value - above.low);
  const fromHigh = below.high * (2 * below.value - below.high);
  // The root in the form that does not divide by what may be 0.
  const low = lowest > 0 ? lowest / (forLow + Math.sqrt(Math.max(0, forLow * forLow - fromHigh * lowest))) : 0;
  const forHigh = product - correlation * (above.high - above.value) * (below.value - below.low);
  const highest = above.high * (2 * above.value - above.high);
  const fromLow = below.low * (2 * below.value - below.low);
  const high =
    fromLow > 1e-12 ? (forHigh + Math.sqrt(Math.max(0, forHigh * forHigh - highest * fromLow))) / fromLow : null;
  const value = above.value / below.value;
  // With few items and a strong correlation the roots may pass the value by rounding or where a limit was cut at 0 or 1.
  return { low: Math.min(low, value), high: high === null ? null : Math.max(high, value) };
}
