import { missingResponse } from "./response-matrix.ts";

/** The rows of a response matrix, grouped by which entries are missing and how many are right. */
export interface ResponseGroups {
  readonly count: number;
  /** Group of each row; −1 for a row without any response. */
  readonly of: Int32Array;
  /** Rows in each group. */
  readonly rows: Float64Array;
  /** Right responses in a row of each group. */
  readonly scores: Float64Array;
  /** Columns missing in each group, one group after the other, ascending. */
  readonly missing: Int32Array;
  /** Where the missing columns of each group begin; one entry more than there are groups. */
  readonly missingStart: Int32Array;
  /** Rows with at least one response. */
  readonly answered: number;
  /** Right responses in each column. */
  readonly columnScores: Float64Array;
}

/**
 * Group rows that a Rasch model cannot tell apart: under it the number of right responses is sufficient for a row,
 * given which entries are missing. Groups are numbered in order of first appearance; no row gives no group.
 *
 * @param bytes Row by row, `columns` entries each: 0, 1 or 255 for missing.
 * @example responseGroups(Uint8Array.of(1, 0, 0, 1), 2).of // [0, 0]
 */
export function responseGroups(bytes: Uint8Array, columns: number): ResponseGroups {
  const total = columns === 0 ? 0 : bytes.length / columns;
  const of = new Int32Array(total).fill(-1);
  const columnScores = new Float64Array(columns);
  const groupOf = new Map<string, number>();
  const rows: number[] = [];
  const scores: number[] = [];
  const missing: number[] = [];
  const missingStart = [0];
  const gaps = new Int32Array(columns);
  let answered = 0;
  for (let row = 0; row < total; row++) {
    const from = row * columns;
    let score = 0;
    let missed = 0;
    for (let column = 0; column < columns; column++) {
      const value = bytes[from + column] ?? missingResponse;
      if (value === missingResponse) {
        gaps[missed] = column;
        missed += 1;
      } else {
        score += value;
        columnScores[column] = (columnScores[column] ?? 0) + value;
      }
    }
    if (missed === columns) {
      continue;
    }
    answered += 1;
    const key = missed === 0 ? `${score}` : `${score}:${gaps.subarray(0, missed).join()}`;
    let group = groupOf.get(key);
    if (group === undefined) {
      group = rows.length;
      groupOf.set(key, group);
      rows.push(0);
      scores.push(score);
      for (let i = 0; i < missed; i++) {
        missing.push(gaps[i] ?? 0);
      }
      missingStart.push(missing.length);
    }
    of[row] = group;
    rows[group] = (rows[group] ?? 0) + 1;
  }
  return {
    count: rows.length,
    of,
    rows: Float64Array.from(rows),
    scores: Float64Array.from(scores),
    missing: Int32Array.from(missing),
    missingStart: Int32Array.from(missingStart),
    answered,
    columnScores,
  };
}
