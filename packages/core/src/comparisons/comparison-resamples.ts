import { type FieldResamples, replicatesOf, resampleField } from "../statistics/field-resamples.ts";
import type { FieldScores } from "../statistics/field-scores.ts";
import type { Interval } from "../statistics/interval.ts";
import { resampledDifferences } from "../statistics/resampled-intervals.ts";
import type { RunSettings } from "./run-settings.ts";

/** Resampled means held at once: 64 MiB. Drawing clusters is what costs, so that many columns share the draws. */
const mostHeld = 2 ** 23;

type ResampleSettings = Pick<RunSettings, "seed" | "resamples" | "confidence">;

/**
 * Interval of every pair's difference from the paired cluster bootstrap, in the order (0, 1), (0, 2) … (1, 2) …; null
 * for a pair without an item that both have. Of each pair only the items that both have are taken, so that its
 * difference is the one on those items; clusters are drawn from all of the field, the same for all pairs.
 *
 * @param mostMeans Resampled means held at once; the result does not depend on it.
 */
export function pairResamples(
  models: readonly Float64Array[],
  clusters: Int32Array,
  settings: ResampleSettings,
  mostMeans: number = mostHeld,
): readonly (Interval | null)[] {
  const missing = missingPatterns(models);
  if (missing.every((pattern) => pattern === 0)) {
    const field = { models, clusters, tags: [] };
    const resamples = resampleField(field, { seed: settings.seed, from: 0, to: settings.resamples });
    return resampledDifferences(field, resamples, settings.confidence).map(({ estimate }) => limits(estimate));
  }
  const found: (Interval | null)[] = [];
  const most = Math.max(models.length, 2, Math.floor(mostMeans / settings.resamples));
  let batch = createBatch(models, missing);
  const finish = (): void => {
    found.push(...intervalsOf(batch, clusters, settings));
    batch = createBatch(models, missing);
  };
  for (let first = 0; first < models.length; first++) {
    for (let second = first + 1; second < models.length; second++) {
      batch.add(first, second);
      if (batch.columns.length + 2 > most) {
        finish();
      }
    }
  }
  finish();
  return found;
}

/** Place of a pair, first < second, in the order (0, 1), (0, 2) … (1, 2) …. */
export function pairPlace(first: number, second: number, models: number): number {
  return first * models - (first * (first + 1)) / 2 + second - first - 1;
}

/** Pairs as places of columns; a column is a model's points where it has a partner's items. */
interface PairBatch {
  readonly columns: Float64Array[];
  readonly pairs: (readonly [first: number, second: number])[];
  add(first: number, second: number): void;
}

function createBatch(models: readonly Float64Array[], missing: readonly number[]): PairBatch {
  const columns: Float64Array[] = [];
  const pairs: (readonly [number, number])[] = [];
  const places = new Map<string, number>();
  const column = (model: number, partner: number): number => {
    // Partners that miss the same items share the column.
    const key = `${model},${missing[partner]}`;
    const place = places.get(key) ?? columns.push(whereBoth(models[model], models[partner])) - 1;
    places.set(key, place);
    return place;
  };
  return {
    columns,
    pairs,
    add: (first, second) => {
      pairs.push([column(first, second), column(second, first)]);
    },
  };
}

/** A number for each model: equal for those that miss the same items. */
function missingPatterns(models: readonly Float64Array[]): readonly number[] {
  const patterns = new Map<string, number>();
  return models.map((points) => {
    const key = [...points.keys()].filter((item) => Number.isNaN(points[item])).join();
    const pattern = patterns.get(key) ?? patterns.size;
    patterns.set(key, pattern);
    return pattern;
  });
}

function whereBoth(
  points: Float64Array = new Float64Array(),
  partner: Float64Array = new Float64Array(),
): Float64Array {
  return points.map((point, item) => (Number.isNaN(partner[item]) ? Number.NaN : point));
}

function intervalsOf(
  { columns, pairs }: PairBatch,
  clusters: Int32Array,
  { seed, resamples, confidence }: ResampleSettings,
): (Interval | null)[] {
  if (pairs.length === 0) {
    return [];
  }
  const all = resampleField({ models: columns, clusters, tags: [] }, { seed, from: 0, to: resamples });
  return pairs.map(([first, second]) => {
    const field: FieldScores = {
      models: [first, second].map((place) => columns[place] ?? new Float64Array()),
      clusters,
      tags: [],
    };
    return limits(resampledDifferences(field, rowsOf(all, first, second), confidence)[0]?.estimate ?? null);
  });
}

function limits(estimate: Interval | null): Interval | null {
  return estimate === null ? null : { low: estimate.low, high: estimate.high };
}

function rowsOf(all: FieldResamples, first: number, second: number): FieldResamples {
  const means = new Float64Array(2 * (all.to - all.from));
  means.set(replicatesOf(all, 0, first));
  means.set(replicatesOf(all, 0, second), all.to - all.from);
  return { from: all.from, to: all.to, models: 2, strata: 1, means };
}
