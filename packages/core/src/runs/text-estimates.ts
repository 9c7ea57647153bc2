import type { MeasureContext, MeasuredValue } from "../measures/define.ts";
import { callStates, type ScoreTable, type ScoreView } from "../measures/score-table.ts";
import type { Estimate } from "../records/estimate.ts";
import { distinctCodes } from "./distinct-codes.ts";
import type { Study } from "./study.ts";

const finishedState = callStates.indexOf("finished");

/** Rows of one exam, model, arm, perturbation and stratum. */
export interface TextCell extends Pick<Estimate, "exam" | "model" | "arm" | "perturbation" | "stratum"> {
  /** Of all states. */
  readonly rows: Int32Array;
}

/**
 * What scorers of texts and their parts come to in one cell: the measures that are about texts, each over the replies that the
 * scorer marked. An item needs no key here; one without a mark is left out and counted by the reason the scorer gives.
 *
 * @param columns The exam's columns of texts.
 * @param alone Nothing else is marked in the exam: how its replies ended is told here too.
 */
export function estimateTexts(
  study: Pick<Study, "measures" | "extractor">,
  table: ScoreTable,
  cell: TextCell,
  columns: readonly number[],
  alone: boolean,
  context: MeasureContext,
): Estimate[] {
  const overall = Object.keys(cell.stratum).length === 0;
  const measures = study.measures.filter(({ byStratum }) => byStratum || overall);
  const estimate = (chosen: ChosenTexts, column: number, measure: (typeof measures)[number]): Estimate[] => {
    const view: ScoreView = { table, rows: chosen.rows, scorer: column };
    const values = measure.configured.estimate(view, context);
    return values.map((measured) => rowOf(study, table, cell, chosen, context.level, measured, [column, measure]));
  };
  const [first] = columns;
  const outcomes = alone ? measures.filter(({ marks, usesPoints }) => marks === "any" && !usesPoints) : [];
  const ofOutcomes =
    first === undefined
      ? []
      : outcomes.flatMap((measure) => estimate(chooseRows(table, cell.rows, null), first, measure));
  const ofTexts = columns.flatMap((column) => {
    const chosen = chooseRows(table, cell.rows, column);
    return measures.filter(({ marks }) => marks === "text").flatMap((measure) => estimate(chosen, column, measure));
  });
  return [...ofOutcomes, ...ofTexts];
}

/** The rows a scorer of texts marked. */
interface ChosenTexts {
  readonly rows: Int32Array;
  /** How many planned calls are left out, by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** @param column Null: all rows with a reply. */
function chooseRows(table: ScoreTable, rows: Int32Array, column: number | null): ChosenTexts {
  const marks = column === null ? undefined : table.texts?.get(column);
  const points = column === null ? undefined : table.points[column];
  const kept = new Int32Array(rows.length);
  let count = 0;
  const excluded: Record<string, number> = {};
  const leaveOut = (reason: string): void => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    if (table.state[row] !== finishedState) {
      leaveOut(callStates[table.state[row] ?? 0] ?? "unfinished");
    } else if (points !== undefined && Number.isNaN(points[row] ?? Number.NaN)) {
      leaveOut(marks?.reasons[marks.reason[row] ?? 0] || "unscored");
    } else {
      kept[count++] = row;
    }
  }
  return { rows: kept.subarray(0, count), excluded };
}

function rowOf(
  study: Pick<Study, "extractor">,
  table: ScoreTable,
  { exam, model, arm, perturbation, stratum }: TextCell,
  { rows, excluded }: ChosenTexts,
  level: number,
  measured: MeasuredValue,
  [column, { usesPoints }]: readonly [number, { readonly usesPoints: boolean }],
): Estimate {
  const signature = usesPoints ? table.texts?.get(column)?.signatures.get(exam) : undefined;
  return {
    measure: measured.measure,
    exam,
    model,
    arm,
    perturbation,
    scorer: usesPoints ? (table.scorers[column] ?? "none") : "none",
    extractor: study.extractor.use,
    denominator: "posed",
    stratum,
    value: measured.value,
    low: measured.low,
    high: measured.high,
    level,
    method: measured.method,
    ...(signature === undefined || signature === "" ? {} : { signature }),
    nItems: distinctCodes(table.item, rows),
    nClusters: distinctCodes(table.cluster, rows),
    nCalls: rows.length,
    excluded,
    status: measured.value === null ? "not-estimable" : "estimated",
    ...(measured.why === undefined ? {} : { why: measured.why }),
  };
}
