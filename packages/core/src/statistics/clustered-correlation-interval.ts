import { BugError } from "../base/errors.ts";
import { clusterIndex, effectiveClusters } from "./cluster-index.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { kendallTau } from "./kendall-tau.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { spearmanCorrelation } from "./spearman-correlation.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** Pairs of values in clusters (model families); the three arrays are parallel. */
export interface ClusteredPairs {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Cluster code of each pair. */
  readonly clusters: Int32Array;
}

/** A correlation with its interval; −1 to 1. */
export interface CorrelationEstimate extends Interval {
  readonly status: "estimated";
  readonly value: number;
  readonly clusters: number;
}

/** With fewer clusters nothing useful can be said about how a correlation varies between them. */
const fewestClusters = 4;

const correlations = { pearson: pearsonCorrelation, spearman: spearmanCorrelation, kendall: kendallTau };

/**
 * Interval of a correlation whose pairs come in clusters, such as models of one family, by the delete-one-cluster
 * jackknife of its Fisher transform z = artanh r, with Student's critical value on Kish's effective number of clusters
 * less one (at least 1) degrees of freedom.
 *
 * Not estimable, with the reason: fewer than 4 clusters; a column that does not vary; a correlation, or one without
 * some cluster, that is ±1 or undefined, since the transform has no finite value there. `value` is then to be computed
 * with the correlation itself. Throws INTERNAL as the correlations do.
 * Source: Fisher 1921; MacKinnon, Nielsen & Webb 2023, doi:10.1002/jae.2969 (jackknife by cluster).
 *
 * @example clusteredCorrelationInterval({ first: size, second: accuracy, clusters: family }, "kendall", 0.95)
 * // { status: "estimated", value: 0.21, low: -0.3, high: 0.63, clusters: 9 }
 */
export function clusteredCorrelationInterval(
  { first, second, clusters }: ClusteredPairs,
  kind: keyof typeof correlations,
  level: number,
): CorrelationEstimate | NotEstimable {
  requireLevel(level);
  if (clusters.length !== first.length) {
    throw new BugError("INTERNAL", `${first.length} pairs and ${clusters.length} cluster codes`);
  }
  const correlation = correlations[kind];
  const value = correlation(first, second);
  const { count, of, sizes } = clusterIndex(clusters);
  if (count < fewestClusters) {
    return notEstimable(`an interval needs at least ${fewestClusters} clusters, there are ${count}`);
  }
  if (value === null) {
    return notEstimable("one of the columns does not vary");
  }
  if (isPerfect(value)) {
    return notEstimable("the correlation is perfect in the sample, which does not tell how it varies");
  }
  const centre = Math.atanh(value);
  let squares = 0;
  for (let cluster = 0; cluster < count; cluster++) {
    const kept = (_: number, at: number): boolean => of[at] !== cluster;
    const without = correlation(first.filter(kept), second.filter(kept));
    if (without === null || isPerfect(without)) {
      return notEstimable("without one of the clusters the correlation is perfect or undefined");
    }
    squares += (Math.atanh(without) - centre) ** 2;
  }
  const deviation = Math.sqrt(((count - 1) / count) * squares);
  const degrees = Math.max(1, effectiveClusters(sizes) - 1);
  const half = studentTQuantile((1 + level) / 2, degrees) * deviation;
  return {
    status: "estimated",
    value,
    low: Math.min(value, Math.tanh(centre - half)),
    high: Math.max(value, Math.tanh(centre + half)),
    clusters: count,
  };
}

/** Rank correlations of perfect agreement come out a rounding below 1. */
function isPerfect(correlation: number): boolean {
  return Math.abs(correlation) >= 1 - 1e-12;
}
