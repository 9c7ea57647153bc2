import type { ClusterIndex } from "../statistics/cluster-index.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { type MeasuredValue, notEstimable } from "./define.ts";

/** The reason given for a view without rows to measure. */
export const nothingToMeasure = "no calls to measure";

/**
 * One row of the table of estimates: the mean of 0–1 points with its Wilson or clustered Wilson interval,
 * "not estimable" without points.
 */
export function meanRow(measure: string, points: Float64Array, clusters: ClusterIndex, level: number): MeasuredValue {
  const mean = meanInterval(points, clusters, level);
  if (mean === null) {
    return notEstimable(measure, nothingToMeasure);
  }
  return { measure, value: mean.value, low: mean.low, high: mean.high, method: mean.method };
}
