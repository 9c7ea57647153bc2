import { type ClusterIndex, clusterIndex } from "../statistics/cluster-index.ts";
import type { ScoreView } from "./score-table.ts";

/** The rows of a view that the scorer gave points, with their points and clusters; parallel arrays. */
export interface ScoredPoints {
  readonly rows: Int32Array;
  /** 0–1. */
  readonly points: Float64Array;
  readonly clusters: ClusterIndex;
}

/** Worked out once a view: most measures want them. */
const scoredOfViews = new WeakMap<ScoreView, ScoredPoints>();
const clustersOfViews = new WeakMap<ScoreView, ClusterIndex>();

/** Rows without points (NaN: the scorer does not apply to the item) are left out, not counted as wrong. */
export function scoredPoints(view: ScoreView): ScoredPoints {
  const before = scoredOfViews.get(view);
  if (before !== undefined) {
    return before;
  }
  const points = pointsColumn(view);
  const rows = rowsWhere(view.rows, (row) => !Number.isNaN(points[row] ?? Number.NaN));
  const scored = { rows, points: gatherNumbers(points, rows), clusters: clustersOf(view, rows) };
  scoredOfViews.set(view, scored);
  return scored;
}

/** The points of the view's scorer, for all rows of the table; empty when the table has no such scorer. */
export function pointsColumn(view: ScoreView): Float64Array {
  return view.table.points[view.scorer] ?? new Float64Array(0);
}

/** Clusters of some rows of a view's table. */
export function clustersOf(view: ScoreView, rows: Int32Array): ClusterIndex {
  if (rows !== view.rows) {
    return clusterIndex(gatherCodes(view.table.cluster, rows));
  }
  const known = clustersOfViews.get(view) ?? clusterIndex(gatherCodes(view.table.cluster, rows));
  clustersOfViews.set(view, known);
  return known;
}

/** The rows a condition holds for: the same array where it holds for all. */
export function rowsWhere(rows: Int32Array, holds: (row: number) => boolean): Int32Array {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    count += holds(rows[i] ?? 0) ? 1 : 0;
  }
  if (count === rows.length) {
    return rows;
  }
  // A typed array's own filter would collect into a list of numbers first.
  const kept = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    if (holds(row)) {
      kept[next++] = row;
    }
  }
  return kept;
}

/** Codes of some rows of a column. */
export function gatherCodes(column: Int32Array, rows: Int32Array): Int32Array {
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    codes[i] = column[rows[i] ?? 0] ?? 0;
  }
  return codes;
}

/** Numbers of some rows of a column. */
export function gatherNumbers(column: Float64Array, rows: Int32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    numbers[i] = column[rows[i] ?? 0] ?? 0;
  }
  return numbers;
}
