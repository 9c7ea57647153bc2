import { BugError } from "../base/errors.ts";
import { type ClusterIndex, clusterSums } from "./cluster-index.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import type { Interval } from "./interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** A mean of 0–1 points with its interval. */
export interface MeanEstimate extends Interval {
  /** 0–1. */
  readonly value: number;
  readonly method: "wilson" | "clustered-wilson";
}

/**
 * Mean of 0–1 points with the interval that fits them: Wilson's when every cluster is a single row and every point
 * is 0 or 1, the clustered Wilson interval otherwise. Null without rows.
 * Throws INTERNAL for a point outside 0–1 or NaN.
 *
 * @param points One number of 0–1 for each row.
 * @param clusters The same rows' clusters.
 * @param level Confidence level, 0–1.
 * @example meanInterval(Float64Array.of(1, 0), clusterIndex(Int32Array.of(0, 1)), 0.95)?.method // "wilson"
 */
export function meanInterval(points: Float64Array, clusters: ClusterIndex, level: number): MeanEstimate | null {
  const n = points.length;
  let total = 0;
  let squares = 0;
  let binary = true;
  for (let i = 0; i < n; i++) {
    const point = points[i] ?? 0;
    if (!(point >= 0 && point <= 1)) {
      throw new BugError("INTERNAL", `a point outside 0–1: ${point} in row ${i}`);
    }
    if (point !== 0 && point !== 1) {
      binary = false;
    }
    total += point;
    squares += point * point;
  }
  const wilson = clusters.allSingle && binary;
  const interval = wilson
    ? wilsonInterval(total, n, level)
    : clusteredWilsonInterval(
        { sums: clusterSums(clusters, points), sizes: clusters.sizes, sumOfSquares: squares },
        level,
      );
  return interval === null ? null : { value: total / n, ...interval, method: wilson ? "wilson" : "clustered-wilson" };
}
