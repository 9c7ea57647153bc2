import type { FieldResamples } from "./field-resamples.ts";
import { replicatesOf } from "./field-resamples.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { midRanks } from "./mid-ranks.ts";

/** Where a model stands among the others; 1 is the best, and ties share their mean rank, so halves occur. */
export interface RankEstimate extends Interval {
  readonly rank: number;
}

/**
 * Rank of each model in a stratum, with the interval of its ranks over resamples: at most (1 − level)/2 of the
 * resamples lie below it and at most as many above. Since the resamples draw the same items for all models, models
 * that are right on the same items swap ranks rarely.
 *
 * The interval says how far the ranking depends on the items that happened to be asked. It is no confidence interval
 * for the rank among models of nearly equal ability, where the bootstrap is too sure of the order seen (Hall & Miller
 * 2009, doi:10.1214/09-AOS699): for a guarantee use `comparedRanks`, for a statement `tiedSets`.
 *
 * @param observed Mean of each model in the stratum, NaN for one that has no item there: that one gets null and the
 * others are ranked among themselves.
 * @param stratum 0 for all items.
 * @param level Share of resamples, 0–1. Resamples in which one of the ranked models has no mean are left out; where
 * that leaves none, all models get null.
 */
export function rankIntervals(
  observed: Float64Array,
  resamples: FieldResamples,
  stratum: number,
  level: number,
): readonly (RankEstimate | null)[] {
  requireLevel(level);
  const ranked = [...observed.keys()].filter((model) => !Number.isNaN(observed[model]));
  const replicates = ranked.map((model) => replicatesOf(resamples, stratum, model));
  const tally = tallyRanks(replicates, resamples.to - resamples.from);
  const result: (RankEstimate | null)[] = Array.from(observed, () => null);
  const ranks = midRanks(Float64Array.from(ranked, (model) => -(observed[model] ?? 0)));
  for (const [place, model] of ranked.entries()) {
    const bounds = rankBounds(tally.slice(place * width(ranked.length), (place + 1) * width(ranked.length)), level);
    result[model] = bounds === null ? null : { rank: ranks[place] ?? Number.NaN, ...bounds };
  }
  return result;
}

/** Mean ranks are multiples of a half, 1 to `models`. */
function width(models: number): number {
  return 2 * models + 1;
}

/** How often each model has each doubled rank: [model × width + 2 × rank]. */
function tallyRanks(replicates: readonly Float64Array[], count: number): Int32Array {
  const models = replicates.length;
  const tally = new Int32Array(models * width(models));
  const order = Int32Array.from({ length: models }, (_, place) => place);
  const means = new Float64Array(models);
  for (let resample = 0; resample < count; resample++) {
    let complete = true;
    for (let place = 0; place < models; place++) {
      const mean = replicates[place]?.[resample] ?? Number.NaN;
      means[place] = mean;
      complete &&= !Number.isNaN(mean);
    }
    if (complete) {
      sortByMean(order, means);
      addRanks(order, means, tally);
    }
  }
  return tally;
}

/** Insertion sort, best first: the order of the resample before is nearly the right one. */
function sortByMean(order: Int32Array, means: Float64Array): void {
  for (let at = 1; at < order.length; at++) {
    const member = order[at] ?? 0;
    const mean = means[member] ?? 0;
    let to = at;
    while (to > 0 && (means[order[to - 1] ?? 0] ?? 0) < mean) {
      order[to] = order[to - 1] ?? 0;
      to -= 1;
    }
    order[to] = member;
  }
}

function addRanks(order: Int32Array, means: Float64Array, tally: Int32Array): void {
  const span = width(order.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && means[order[to] ?? 0] === means[order[from] ?? 0]) {
      to += 1;
    }
    // Places from + 1 to `to` share the rank (from + 1 + to)/2.
    for (let at = from; at < to; at++) {
      const cell = (order[at] ?? 0) * span + from + 1 + to;
      tally[cell] = (tally[cell] ?? 0) + 1;
    }
    from = to;
  }
}

function rankBounds(tally: Int32Array, level: number): Interval | null {
  const total = tally.reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return null;
  }
  // A hair more, for a tail that is a whole number of resamples but for rounding.
  const tail = ((1 - level) / 2) * total * (1 + 1e-9);
  let low = 0;
  for (let below = tally[0] ?? 0; below <= tail; below += tally[low] ?? 0) {
    low += 1;
  }
  let high = tally.length - 1;
  for (let above = tally[high] ?? 0; above <= tail; above += tally[high] ?? 0) {
    high -= 1;
  }
  return { low: low / 2, high: high / 2 };
}
