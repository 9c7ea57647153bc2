import type { Interval } from "./interval.ts";
import { checkScoreMatrix, type ScoreMatrix } from "./score-matrix.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** How easy an item is for a field of candidates. */
export interface ItemFacility extends Interval {
  /** Mean points, 0–1: the proportion correct, also called the p value or difficulty index. */
  readonly facility: number;
  /** Candidates that have a score at the item. */
  readonly n: number;
}

/**
 * Facility of each item with Wilson's interval, over the candidates that have a score there: a missing score is left
 * out, not counted as wrong (give 0 points where it is to count). The interval takes the candidates as a sample of
 * those that could have sat. Null for an item nobody has a score at. Throws INTERNAL for a level outside (0, 1), or a
 * matrix of the wrong size or with points outside 0–1.
 *
 * @example itemFacilities({ candidates: 2, items: 1, points: Float64Array.of(1, 0) }, 0.95)
 * // [{ facility: 0.5, n: 2, low: 0.0945…, high: 0.9055… }]
 */
export function itemFacilities(matrix: ScoreMatrix, level: number): readonly (ItemFacility | null)[] {
  checkScoreMatrix(matrix);
  const { candidates, items, points } = matrix;
  return Array.from({ length: items }, (_, item) => {
    let total = 0;
    let n = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const point = points[candidate * items + item] ?? Number.NaN;
      if (!Number.isNaN(point)) {
        total += point;
        n += 1;
      }
    }
    const interval = wilsonInterval(total, n, level);
    return interval === null ? null : { facility: total / n, n, ...interval };
  });
}
