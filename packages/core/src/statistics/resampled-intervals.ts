import { bootstrapDifferenceInterval } from "./bootstrap-difference-interval.ts";
import { bootstrapWilsonInterval } from "./bootstrap-wilson-interval.ts";
import { clusterIndex, effectiveClusters } from "./cluster-index.ts";
import { discordantCounts } from "./discordant-counts.ts";
import { type FieldResamples, replicatesOf } from "./field-resamples.ts";
import type { FieldScores } from "./field-scores.ts";
import type { Interval } from "./interval.ts";
import { type StratumEntries, stratumEntries } from "./stratum-entries.ts";

/** Mean of a model in a stratum. */
export interface ResampledMean extends Interval {
  /** 0–1. */
  readonly value: number;
  /** Items of the stratum that the model has. */
  readonly items: number;
  readonly clusters: number;
}

/** Difference of the means of two models in a stratum. */
export interface ResampledDifference {
  /** Numbers of the models, first < second. */
  readonly first: number;
  readonly second: number;
  /** Mean of the first − mean of the second, with its interval; null where one of the two has no item there. */
  readonly estimate: (Interval & { readonly value: number }) | null;
}

/**
 * Mean of every model in every stratum, with the interval that `bootstrapWilsonInterval` makes of its resamples, in
 * the order of `FieldResamples.means`; null for a model without an item in the stratum. Resamples that drew nothing
 * of a stratum say nothing about it and are left out.
 *
 * @param resamples Those of this field.
 * @param level Confidence level, 0–1.
 */
export function resampledMeans(
  field: FieldScores,
  resamples: FieldResamples,
  level: number,
): readonly (ResampledMean | null)[] {
  const clusters = clusterIndex(field.clusters);
  const scratch = new Float64Array(clusters.count);
  return strataOf(stratumEntries(field)).flatMap((items, stratum) =>
    field.models.map((points, model) => {
      const clusterWeights = presentSizes(points, items, clusters.of, scratch);
      const { value, rows, leastVariance } = meanOver(points, items);
      const replicates = replicatesOf(resamples, stratum, model).filter((mean) => !Number.isNaN(mean));
      // Partial credit may vary less than right and wrong do, and then tells more than as many 0/1 points.
      const most = Number.POSITIVE_INFINITY;
      const score = { value, replicates, clusterWeights, rows: most, leastVariance };
      const bounds = rows === 0 ? null : bootstrapWilsonInterval(score, level);
      return bounds === null ? null : { value, ...bounds, items: rows, clusters: clusterWeights.length };
    }),
  );
}

/**
 * Differences of the means of all pairs of models in a stratum, in the order (0, 1), (0, 2) … (1, 2) …, with the
 * interval that `bootstrapDifferenceInterval` makes of the variance over paired resamples. Each mean is over the items
 * that its model has: where some are missing, resampling carries along that the two are not on quite the same items.
 *
 * @param resamples Those of this field.
 * @param level Confidence level of each interval by itself, 0–1; no correction is made for their number.
 * @param stratum Default 0, all items.
 */
export function resampledDifferences(
  field: FieldScores,
  resamples: FieldResamples,
  level: number,
  stratum = 0,
): readonly ResampledDifference[] {
  const clusters = clusterIndex(field.clusters);
  const items = strataOf(stratumEntries(field))[stratum] ?? new Int32Array();
  const scratch = new Float64Array(clusters.count);
  const models = field.models.map((points, model) => {
    const sizes = presentSizes(points, items, clusters.of, scratch);
    const replicates = replicatesOf(resamples, stratum, model);
    return { ...meanOver(points, items), replicates, clusters: sizes.length, effective: effectiveClusters(sizes) };
  });
  return discordantCounts(field.models, items).map(({ first, second, both, squares }) => {
    const a = models[first];
    const b = models[second];
    if (a === undefined || b === undefined || a.rows === 0 || b.rows === 0) {
      return { first, second, estimate: null };
    }
    const value = a.value - b.value;
    const bounds = bootstrapDifferenceInterval(
      {
        difference: value,
        variance: differenceVariance(a.replicates, b.replicates),
        clusters: Math.min(a.clusters, b.clusters),
        effectiveClusters: Math.min(a.effective, b.effective),
        items: both,
        meanSquare: both === 0 ? 0 : squares / both,
      },
      level,
    );
    return { first, second, estimate: bounds === null ? null : { value, ...bounds } };
  });
}

function strataOf(tags: readonly StratumEntries[]): readonly Int32Array[] {
  return tags.flatMap(({ items, ends }) =>
    Array.from(ends, (end, stratum) => items.subarray(stratum === 0 ? 0 : (ends[stratum - 1] ?? 0), end)),
  );
}

/** Items of each cluster that the model has in the stratum, clusters without any left out. `scratch` is all zero. */
function presentSizes(
  points: Float64Array,
  items: Int32Array,
  clusterOf: Int32Array,
  scratch: Float64Array,
): Float64Array {
  let count = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? 0;
    if (!Number.isNaN(points[item])) {
      const cluster = clusterOf[item] ?? 0;
      const size = scratch[cluster] ?? 0;
      count += size === 0 ? 1 : 0;
      scratch[cluster] = size + 1;
    }
  }
  const sizes = new Float64Array(count);
  for (let i = 0; i < items.length; i++) {
    const cluster = clusterOf[items[i] ?? 0] ?? 0;
    const size = scratch[cluster] ?? 0;
    if (size > 0) {
      count -= 1;
      sizes[count] = size;
      scratch[cluster] = 0;
    }
  }
  return sizes;
}

/** Mean over the items that the model has, and the variance it would have if they were independent. */
function meanOver(
  points: Float64Array,
  items: Int32Array,
): { readonly value: number; readonly rows: number; readonly leastVariance: number } {
  let sum = 0;
  let squares = 0;
  let rows = 0;
  for (let i = 0; i < items.length; i++) {
    const point = points[items[i] ?? 0] ?? Number.NaN;
    if (!Number.isNaN(point)) {
      sum += point;
      squares += point * point;
      rows += 1;
    }
  }
  if (rows === 0) {
    return { value: Number.NaN, rows, leastVariance: 0 };
  }
  // A sum of points may exceed their number by rounding alone.
  const value = Math.min(1, sum / rows);
  return { value, rows, leastVariance: Math.max(0, squares / rows - value * value) / rows };
}

/** Variance of the differences of paired replicates, those left out in which one is missing; 0 with fewer than two. */
function differenceVariance(a: Float64Array, b: Float64Array): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (!Number.isNaN(difference)) {
      count += 1;
      const step = difference - mean;
      mean += step / count;
      squares += step * (difference - mean);
    }
  }
  return count < 2 ? 0 : squares / (count - 1);
}
