const none = Number.NaN;

/**
 * Twelve units rated by four coders with ratings missing: the worked example of Krippendorff 2011, Computing
 * Krippendorff's Alpha-Reliability, which Gwet's Handbook and the R package irrCAC (cac.raw4raters) use too.
 */
export const krippendorffExample = {
  raters: 4,
  values: Float64Array.of(
    ...[1, 1, none, 1, 2, 2, 3, 2, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1, 2, 3, 4],
    ...[4, 4, 4, 4, 1, 1, 2, 1, 2, 2, 2, 2, none, 5, 5, 5, none, none, 1, 1, none, none, 3, none],
  ),
};

/** The same units as counts of each of the five categories. */
export const krippendorffCounts: Float64Array = countsOf(krippendorffExample.values, 4, 5);

/**
 * Fifteen patients sorted into five diagnoses by six raters each, the dataset distrib.6raters of irrCAC (Gwet 2014),
 * after Fleiss 1971.
 */
export const sixRaters: Float64Array = Float64Array.of(
  ...[0, 0, 0, 6, 0, 0, 3, 0, 0, 3, 0, 1, 4, 0, 1, 0, 0, 0, 0, 6, 0, 3, 0, 3, 0],
  ...[2, 0, 4, 0, 0, 0, 0, 4, 0, 2, 2, 0, 3, 1, 0, 2, 0, 0, 4, 0, 0, 0, 0, 0, 6],
  ...[1, 0, 0, 5, 0, 1, 1, 0, 4, 0, 0, 3, 3, 0, 0, 1, 0, 0, 5, 0, 0, 2, 0, 3, 1],
);

function countsOf(values: Float64Array, raters: number, categories: number): Float64Array {
  const counts = new Float64Array((values.length / raters) * categories);
  for (const [at, value] of values.entries()) {
    if (!Number.isNaN(value)) {
      const cell = Math.floor(at / raters) * categories + value - 1;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts;
}

/** 0, 1, 2, …: every case a cluster of its own. */
export function singles(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => at);
}

/** Two raters' categories from their cross table, given row by row. */
export function casesOf(table: readonly number[], categories: number) {
  const cases = table.flatMap((count, cell) => new Array<number>(count).fill(cell));
  return {
    first: Int32Array.from(cases, (cell) => Math.floor(cell / categories)),
    second: Int32Array.from(cases, (cell) => cell % categories),
    clusters: singles(cases.length),
  };
}
