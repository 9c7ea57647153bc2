import { clusteredCorrelationInterval } from "../statistics/clustered-correlation-interval.ts";
import { correctedPointBiserials } from "../statistics/corrected-point-biserial.ts";
import type { ScoreMatrix } from "../statistics/score-matrix.ts";

/** A corrected point-biserial with the jackknife interval of its Fisher transform. */
export interface Discrimination {
  /** −1 to 1. */
  readonly value: number;
  /** Null where it cannot be estimated, as with fewer than four candidates, or where candidates² × items is over 5 million. */
  readonly low: number | null;
  readonly high: number | null;
  /** Candidates with a score at the item and at another. */
  readonly n: number;
}

/** The jackknife takes candidates² steps an item: past this many in all (seconds) there are values without intervals. */
const mostSteps = 5e6;

/** Corrected point-biserial of every item with its interval at a confidence level, 0–1; null where there is no value. */
export function discriminationIntervals(matrix: ScoreMatrix, level: number): readonly (Discrimination | null)[] {
  const { candidates, items, points } = matrix;
  const values = correctedPointBiserials(matrix);
  const withIntervals = candidates * candidates * items <= mostSteps;
  const sums = new Float64Array(candidates);
  const counts = new Int32Array(candidates);
  for (let candidate = 0; candidate < candidates; candidate++) {
    for (let item = 0; item < items; item++) {
      const point = points[candidate * items + item] ?? Number.NaN;
      if (!Number.isNaN(point)) {
        sums[candidate] = (sums[candidate] ?? 0) + point;
        counts[candidate] = (counts[candidate] ?? 0) + 1;
      }
    }
  }
  return values.map((value, item) => {
    if (value === null) {
      return null;
    }
    const own: number[] = [];
    const rests: number[] = [];
    for (let candidate = 0; candidate < candidates; candidate++) {
      const point = points[candidate * items + item] ?? Number.NaN;
      const others = (counts[candidate] ?? 0) - 1;
      if (!Number.isNaN(point) && others > 0) {
        own.push(point);
        // Rounded as the statistic does, so that equal rests are equal.
        rests.push(Math.round((((sums[candidate] ?? 0) - point) / others) * 1e12) / 1e12);
      }
    }
    const found = withIntervals
      ? clusteredCorrelationInterval(
          { first: Float64Array.from(own), second: Float64Array.from(rests), clusters: Int32Array.from(own.keys()) },
          "pearson",
          level,
        )
      : null;
    return found?.status === "estimated"
      ? { value, low: found.low, high: found.high, n: own.length }
      : { value, low: null, high: null, n: own.length };
  });
}
