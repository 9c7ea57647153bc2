import { pearsonCorrelation } from "./pearson-correlation.ts";
import { checkScoreMatrix, type ScoreMatrix } from "./score-matrix.ts";

/**
 * How well each item separates able from less able candidates: the correlation, −1 to 1, of the points at the item with
 * the candidate's mean points at the other items (item-rest, or corrected item-total, correlation; for 0/1 points the
 * corrected point-biserial). Below 0 the better candidates fail it more often: a key to read again.
 *
 * A candidate's rest is the mean over the other items it has a score at; one without a score at the item, or at any
 * other item, is left out for this item. Null where fewer than three candidates remain (two always correlate fully or
 * not at all), or where the points or the rests do not vary. Throws INTERNAL for a matrix of the wrong size or with
 * points outside 0–1. Source: Henrysson 1963, doi:10.1007/BF02289618.
 *
 * @example correctedPointBiserials({ candidates: 3, items: 3, points: Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0) })
 * // [0.5, 0.8660…, 0.8660…]
 */
export function correctedPointBiserials(matrix: ScoreMatrix): readonly (number | null)[] {
  checkScoreMatrix(matrix);
  const { candidates, items, points } = matrix;
  const totals = new Float64Array(candidates);
  const answered = new Float64Array(candidates);
  for (let candidate = 0; candidate < candidates; candidate++) {
    for (let item = 0; item < items; item++) {
      const point = points[candidate * items + item] ?? Number.NaN;
      if (!Number.isNaN(point)) {
        totals[candidate] = (totals[candidate] ?? 0) + point;
        answered[candidate] = (answered[candidate] ?? 0) + 1;
      }
    }
  }
  const own = new Float64Array(candidates);
  const rests = new Float64Array(candidates);
  return Array.from({ length: items }, (_, item) => {
    let n = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const point = points[candidate * items + item] ?? Number.NaN;
      const others = (answered[candidate] ?? 0) - 1;
      if (!Number.isNaN(point) && others > 0) {
        own[n] = point;
        // Rounded, so that rests that are alike on paper do not differ by the order of their sums.
        rests[n] = Math.round((((totals[candidate] ?? 0) - point) / others) * 1e12) / 1e12;
        n += 1;
      }
    }
    return n < 3 ? null : pearsonCorrelation(own.subarray(0, n), rests.subarray(0, n));
  });
}
