import { callStates, type ScoreTable } from "../measures/score-table.ts";
import { answerStatuses } from "../records/answer.ts";
import type { Denominator } from "../records/estimate.ts";

const chosenStatus = answerStatuses.indexOf("chosen");

/** The rows one denominator counts. */
export interface ChosenRows {
  readonly denominator: Denominator;
  readonly rows: Int32Array;
  /** How many planned calls are left out, by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** The rows a denominator counts, and how many planned calls are left out and why. */
export function countedRows(table: ScoreTable, rows: Int32Array, denominator: Denominator): ChosenRows {
  let kept = rows;
  let count = 0;
  const answers = table.texts === undefined ? table.points : table.points.filter((_, at) => !table.texts?.has(at));
  const excluded: Record<string, number> = {};
  const leaveOut = (reason: string): void => {
    if (kept === rows) {
      // Until the first one is left out, the rows themselves will do.
      kept = rows.slice();
    }
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };
  const keep = (row: number): void => {
    if (kept !== rows) {
      kept[count] = row;
    }
    count += 1;
  };
  for (const row of rows) {
    const reason = whyLeftOut(table, answers, row, denominator);
    if (reason === null) {
      keep(row);
    } else {
      leaveOut(reason);
    }
  }
  return { denominator, rows: kept.subarray(0, count), excluded };
}

/** Why a denominator does not count a planned call; null where it does. `answers`: the columns that mark answers. */
function whyLeftOut(
  table: ScoreTable,
  answers: readonly Float64Array[],
  row: number,
  denominator: Denominator,
): string | null {
  const state = callStates[table.state[row] ?? 0] ?? "unfinished";
  if (state === "unkeyed" || state === "annulled") {
    return state;
  }
  if (table.keyless?.[row] === 1) {
    return "unkeyed";
  }
  if (denominator === "planned") {
    // What was not posed or not finished stands here as not right.
    return null;
  }
  if (state !== "finished") {
    return state;
  }
  if (denominator === "readable" && table.status[row] !== chosenStatus) {
    return answerStatuses[table.status[row] ?? 0] ?? "unreadable";
  }
  for (const column of answers) {
    if (!Number.isNaN(column[row])) {
      return null;
    }
  }
  return "unscored";
}
