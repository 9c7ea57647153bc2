import { BugError } from "../base/errors.ts";

/** Points of each candidate at each item. */
export interface ScoreMatrix {
  readonly candidates: number;
  readonly items: number;
  /** Points of 0–1, item by item within a candidate; NaN where the candidate has no score at the item. */
  readonly points: Float64Array;
}

/** Throws INTERNAL where the points are not as many as candidates × items, or one lies outside 0–1. */
export function checkScoreMatrix({ candidates, items, points }: ScoreMatrix): void {
  if (points.length !== candidates * items) {
    throw new BugError("INTERNAL", `${points.length} points of ${candidates} candidates at ${items} items`);
  }
  for (const point of points) {
    if (point < 0 || point > 1) {
      throw new BugError("INTERNAL", `${point} points, which must lie in 0–1`);
    }
  }
}
