import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";
import { fieldMeans } from "./field-means.ts";
import { type FieldScores, requireField } from "./field-scores.ts";
import { clusterCounter } from "./resample-counts.ts";

/** Which resamples to compute: numbers `from` (included) to `to` (excluded) of those that the seed gives. */
export interface ResampleRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Means of every model in every stratum in each of some resamples. */
export interface FieldResamples {
  readonly from: number;
  readonly to: number;
  readonly models: number;
  /** Stratum 0 is all items; for the others see `stratumOffsets`. */
  readonly strata: number;
  /**
   * Mean of a model in a stratum in resample r: [(stratum × models + model) × (to − from) + r − from]. NaN where no
   * item that the model has in the stratum was drawn.
   */
  readonly means: Float64Array;
}

/**
 * Cluster bootstrap of a whole field: the mean of each model, over all items and within each stratum of each tag, in
 * resamples that draw the same clusters for all models, so that differences of models are paired. Clusters are drawn
 * with replacement from all of the field; a stratum's share of a resample varies as it would in another sample of
 * items. A model's mean is over the items that it has.
 *
 * Every resample has a random stream of its own: ranges can be computed apart, in any order, and joined
 * (`joinFieldResamples`) with the same result. 0/1 points are counted in whole numbers, so means are exact.
 * No items give NaN throughout. Throws INTERNAL for scores that are not those of a field (`requireField`) or a range
 * that is not one.
 *
 * @example
 * const field = { models: [Float64Array.of(1, 0)], clusters: Int32Array.of(0, 1), tags: [] };
 * resampleField(field, { seed: 1, from: 0, to: 3 }).means // [0.5, 0.5, 1]
 */
export function resampleField(field: FieldScores, { seed, from, to }: ResampleRange): FieldResamples {
  requireField(field);
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to)) {
    throw new BugError("INTERNAL", `resamples from ${from} to ${to}`);
  }
  const clusters = clusterIndex(field.clusters);
  const { rows, lanes, compute } = fieldMeans(field, clusters);
  const width = to - from;
  const means = new Float64Array(rows * width);
  const draw = clusterCounter({ seed, clusters: clusters.count });
  const counts = Array.from({ length: lanes }, () => new Int32Array(clusters.count));
  const some = new Float64Array(rows * lanes);
  for (let first = 0; first < width; first += lanes) {
    const used = counts.slice(0, width - first);
    for (const [lane, drawn] of used.entries()) {
      draw(from + first + lane, drawn);
    }
    compute(used, some);
    for (let row = 0; row < rows; row++) {
      for (let lane = 0; lane < used.length; lane++) {
        means[row * width + first + lane] = some[row * used.length + lane] ?? Number.NaN;
      }
    }
  }
  const models = field.models.length;
  return { from, to, models, strata: models === 0 ? 0 : rows / models, means };
}

/**
 * The means of the field itself, row by row as those of resamples: each cluster counted once. NaN for a model without
 * an item in the stratum.
 */
export function observedMeans(field: FieldScores): Float64Array {
  requireField(field);
  const clusters = clusterIndex(field.clusters);
  const { rows, compute } = fieldMeans(field, clusters);
  const means = new Float64Array(rows);
  compute([new Int32Array(clusters.count).fill(1)], means);
  return means;
}

/** The resampled means of a model in a stratum, in the order of the resamples: a view, not a copy. */
export function replicatesOf(resamples: FieldResamples, stratum: number, model: number): Float64Array {
  const width = resamples.to - resamples.from;
  const row = stratum * resamples.models + model;
  return resamples.means.subarray(row * width, (row + 1) * width);
}

/**
 * Ranges of resamples of one field put together. Throws INTERNAL unless they follow on one another in the order given
 * and are of one shape.
 */
export function joinFieldResamples(parts: readonly FieldResamples[]): FieldResamples {
  const [start] = parts;
  if (start === undefined) {
    throw new BugError("INTERNAL", "no resamples to join");
  }
  const { from, models, strata } = start;
  let to = from;
  for (const part of parts) {
    if (part.from !== to || part.models !== models || part.strata !== strata) {
      throw new BugError("INTERNAL", `resamples from ${part.from} joined where ${to} should follow`);
    }
    to = part.to;
  }
  const means = new Float64Array(strata * models * (to - from));
  for (const part of parts) {
    const width = part.to - part.from;
    for (let row = 0; row < strata * models; row++) {
      means.set(part.means.subarray(row * width, (row + 1) * width), row * (to - from) + part.from - from);
    }
  }
  return { from, to, models, strata, means };
}
