import { BugError } from "../base/errors.ts";

/**
 * What a metric needs to know of each pair, as a table of numbers whose column sums give the score of the whole: two
 * systems can be compared on thousands of resamples without looking at a text again.
 */
export interface SegmentStatistics {
  readonly columns: number;
  /** Row by row, one row a pair. */
  readonly values: Float64Array;
}

/** Sums of the columns over all pairs; zeros without pairs. */
export function columnSums({ columns, values }: SegmentStatistics): Float64Array {
  const sums = new Float64Array(columns);
  for (let at = 0; at < values.length; at += columns) {
    for (let column = 0; column < columns; column++) {
      sums[column] = (sums[column] ?? 0) + (values[at + column] ?? 0);
    }
  }
  return sums;
}

/** Rows summed by cluster (a shared stem, repeats of an item), for resampling clusters instead of pairs. */
export function sumByCluster(
  { columns, values }: SegmentStatistics,
  /** Each pair's cluster, from 0. */
  clusterOf: Int32Array,
  clusters: number,
): SegmentStatistics {
  if (clusterOf.length * columns !== values.length) {
    throw new BugError("INTERNAL", `clusters of ${clusterOf.length} pairs, statistics of ${values.length / columns}`);
  }
  const sums = new Float64Array(clusters * columns);
  for (let row = 0; row < clusterOf.length; row++) {
    const to = (clusterOf[row] ?? 0) * columns;
    for (let column = 0; column < columns; column++) {
      sums[to + column] = (sums[to + column] ?? 0) + (values[row * columns + column] ?? 0);
    }
  }
  return { columns, values: sums };
}
