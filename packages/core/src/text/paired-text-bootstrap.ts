import { BugError } from "../base/errors.ts";
import type { SegmentStatistics } from "./segment-statistics.ts";
import { columnSums } from "./segment-statistics.ts";

/** How often each pair (or cluster of pairs) is drawn in a numbered resample; `clusterCounter` makes one. */
export type DrawCounts = (resample: number, counts: Int32Array) => void;

/** Two systems on the same pairs under one metric. */
export interface PairedTextBootstrap {
  /** The metric of the first system on all pairs. */
  readonly first: number;
  readonly second: number;
  /** first − second. */
  readonly difference: number;
  /**
   * Two-sided p of "no difference": resamples in which the difference lies at least as far from the observed one as the
   * observed one lies from 0. (c + 1)/(n + 1), never 0.
   */
  readonly p: number;
  /**
   * The p that sacrebleu's `--paired-bs` prints, for comparison with published tables. It centres the absolute differences
   * on their own mean and looks at one tail, which rejects more often than it says.
   */
  readonly sacrebleuP: number;
  /** first − second in every resample, for an interval (`percentileInterval`). */
  readonly differences: Float64Array;
}

/** Differences that agree to this share of the larger score are taken for equal. */
const tolerance = 1e-12;

/**
 * Compare two systems by resampling pairs, both systems' at once (Koehn 2004, aclanthology.org/W04-3250). For any metric
 * that is a function of sums over pairs: BLEU, chrF, length ratio, and means such as ROUGE (`meanStatistics`). Not for
 * distinct-n, which is no function of sums. Sum by cluster before where pairs share a stem or repeat an item. Null
 * without pairs, or where the metric is null in the data or in a resample.
 *
 * @param score The metric from column sums.
 * @param draw Fixes the resamples.
 * @param resamples How many; sacrebleu takes 1000.
 * @example pairedTextBootstrap(a, b, { score: (sums) => bleuScore(sums).score, draw, resamples: 1000 })
 */
export function pairedTextBootstrap(
  first: SegmentStatistics,
  second: SegmentStatistics,
  {
    score,
    draw,
    resamples,
  }: { readonly score: (sums: Float64Array) => number | null; readonly draw: DrawCounts; readonly resamples: number },
): PairedTextBootstrap | null {
  const { columns } = first;
  if (second.columns !== columns || second.values.length !== first.values.length) {
    throw new BugError(
      "INTERNAL",
      `statistics of ${first.values.length}/${columns} and ${second.values.length}/${second.columns} numbers`,
    );
  }
  const rows = first.values.length / columns;
  const ofFirst = rows === 0 ? null : score(columnSums(first));
  const ofSecond = rows === 0 ? null : score(columnSums(second));
  if (ofFirst === null || ofSecond === null) {
    return null;
  }
  const counts = new Int32Array(rows);
  const differences = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    draw(resample, counts);
    const one = score(weightedSums(first, counts));
    const other = score(weightedSums(second, counts));
    if (one === null || other === null) {
      return null;
    }
    differences[resample] = one - other;
  }
  const difference = ofFirst - ofSecond;
  const size = Math.abs(difference);
  const slack = tolerance * Math.max(Math.abs(ofFirst), Math.abs(ofSecond));
  const mean = differences.reduce((sum, each) => sum + Math.abs(each), 0) / resamples;
  let far = 0;
  let above = 0;
  for (const each of differences) {
    far += Math.abs(each - difference) >= size - slack ? 1 : 0;
    above += Math.abs(each) - mean > size ? 1 : 0;
  }
  return {
    first: ofFirst,
    second: ofSecond,
    difference,
    p: (far + 1) / (resamples + 1),
    sacrebleuP: (above + 1) / (resamples + 1),
    differences,
  };
}

/** Statistics of a metric that is the mean of a number for each pair, such as ROUGE: the number and 1. */
export function meanStatistics(values: ArrayLike<number>): SegmentStatistics {
  const table = new Float64Array(2 * values.length);
  for (let row = 0; row < values.length; row++) {
    table[2 * row] = values[row] ?? 0;
    table[2 * row + 1] = 1;
  }
  return { columns: 2, values: table };
}

/** The mean from column sums of `meanStatistics`; null of nothing. */
export function meanScore(sums: Float64Array): number | null {
  const count = sums[1] ?? 0;
  return count === 0 ? null : (sums[0] ?? 0) / count;
}

function weightedSums({ columns, values }: SegmentStatistics, counts: Int32Array): Float64Array {
  const sums = new Float64Array(columns);
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] ?? 0;
    if (count > 0) {
      const at = row * columns;
      for (let column = 0; column < columns; column++) {
        sums[column] = (sums[column] ?? 0) + count * (values[at + column] ?? 0);
      }
    }
  }
  return sums;
}
