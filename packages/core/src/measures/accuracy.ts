import { z } from "zod";
import { bootstrapClusterSums } from "../statistics/cluster-bootstrap.ts";
import type { ClusterIndex } from "../statistics/cluster-index.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { defineMeasure, type MeasureContext } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { scoredPoints } from "./scored-points.ts";

/**
 * Mean of 0–1 points over the scored calls. The interval is Wilson's where every cluster is one call and every point
 * 0 or 1, and the clustered Wilson interval for repeats, item groups or partial credit; `method` says which. With
 * `interval: bootstrap` it is the (expanded) percentiles of a bootstrap of whole clusters, as much of the field makes it: it
 * covers too little near 0 and 1, and where no resample differs Wilson's stands instead.
 */
export default defineMeasure({
  name: "accuracy",
  description: "Mean points, 0–1, over the calls of the denominator",
  source:
    "Wilson 1927; Dean & Pavlou 2015, doi:10.1093/jssam/smv024 (clustered); Field & Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x, and Hesterberg 2015, doi:10.1080/00031305.2015.1089789 (cluster bootstrap)",
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({
    interval: z
      .enum(["wilson", "bootstrap"])
      .default("wilson")
      .describe("Wilson's (clustered where calls are), or the percentiles of a bootstrap of whole clusters."),
  }),
  estimate: (view, context, { interval }) => {
    const { points, clusters } = scoredPoints(view);
    const row = meanRow("accuracy", points, clusters, context.level);
    const percentiles = interval === "bootstrap" ? bootstrapped(points, clusters, context) : null;
    return [percentiles === null ? row : { ...row, ...percentiles, method: "cluster-bootstrap" }];
  },
});

/** Null where every resample gives the same mean, and below two clusters. */
function bootstrapped(
  points: Float64Array,
  clusters: ClusterIndex,
  { resamples, seed, level }: MeasureContext,
): { low: number; high: number } | null {
  if (clusters.count < 2) {
    return null;
  }
  const sums = new Float64Array(clusters.count);
  for (let at = 0; at < points.length; at++) {
    const cluster = clusters.of[at] ?? 0;
    sums[cluster] = (sums[cluster] ?? 0) + (points[at] ?? 0);
  }
  const plan = { clusters: clusters.count, resamples, seed };
  const means = bootstrapClusterSums(plan, [sums, clusters.sizes], ([sum = 0, n = 1]) => sum / n);
  const interval = means.every((mean) => mean === means[0]) ? null : percentileInterval(means, clusters.count, level);
  return interval === null ? null : { low: interval.low, high: interval.high };
}
