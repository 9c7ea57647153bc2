import { type Column, createColumn } from "../base/growable.ts";
import { noteGarbage } from "../base/note-garbage.ts";
import type { MeasureContext, MeasuredValue } from "../measures/define.ts";
import type { ScoreTable, ScoreView } from "../measures/score-table.ts";
import type { Estimate } from "../records/estimate.ts";
import { type ChosenRows, countedRows } from "./counted-rows.ts";
import { distinctCodes } from "./distinct-codes.ts";
import type { MarkingColumns } from "./exam-scorers.ts";
import type { TagColumn } from "./score-table-builder.ts";
import type { Study } from "./study.ts";
import { estimateTexts } from "./text-estimates.ts";

/** What measuring one row leaves behind in arrays. */
const garbageBytesPerRow = 100;

/** Every estimate of a run: the headline table, and the same numbers under other denominators. */
export interface Estimated {
  readonly estimates: readonly Estimate[];
  readonly sensitivity: readonly Estimate[];
}

/** Rows of one exam, model, arm and perturbation, all states. */
interface Cell {
  readonly exam: string;
  readonly model: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly rows: Int32Array;
}

/**
 * Compute every measure for every exam, model, arm, perturbation, scorer and stratum. Pure: the same table gives
 * the same numbers. Headline rows use the denominator "posed"; "readable" and "planned" go to `sensitivity`. What replies
 * say is measured over the replies that each scorer marked, whether or not the item has a key.
 *
 * @param marking Columns of `table.points` an exam is marked with; default: all of them, for the answer.
 */
export function estimateAll(
  study: Pick<Study, "measures" | "strata" | "confidence" | "resamples" | "seed" | "extractor">,
  table: ScoreTable,
  tags: ReadonlyMap<string, TagColumn>,
  marking: MarkingColumns = { columnsOf: () => [...table.scorers.keys()], textsOf: () => [], isForm: () => false },
): Estimated {
  const context: MeasureContext = {
    level: study.confidence,
    resamples: study.resamples,
    seed: study.seed,
    strataOf: (tag) => firstValues(tags.get(tag)),
  };
  const estimates: Estimate[] = [];
  const sensitivity: Estimate[] = [];
  for (const cell of cellsOf(table)) {
    const scorers = marking.columnsOf(cell.exam, cell.arm);
    const texts = marking.textsOf(cell.exam);
    for (const { stratum, rows } of strataOf(cell, table, study.strata, tags)) {
      const within = { ...cell, rows };
      if (texts.length > 0) {
        noteGarbage(rows.length * garbageBytesPerRow);
        estimates.push(...estimateTexts(study, table, { ...within, stratum }, texts, scorers.length === 0, context));
      }
      if (scorers.length === 0) {
        continue;
      }
      const posed = countedRows(table, rows, "posed");
      noteGarbage(rows.length * garbageBytesPerRow);
      const measuring = createMeasuring(table, posed.rows, context);
      estimates.push(...estimateCell(study, table, within, scorers, marking, stratum, posed, measuring));
      if (Object.keys(stratum).length === 0) {
        for (const denominator of ["readable", "planned"] as const) {
          const chosen = countedRows(table, rows, denominator);
          // Readable calls are among the posed, and those among the planned: as many are the same.
          const same = chosen.rows.length === posed.rows.length;
          const its = same ? measuring : createMeasuring(table, chosen.rows, context);
          sensitivity.push(...estimateCell(study, table, within, scorers, marking, stratum, chosen, its));
        }
      }
    }
  }
  return { estimates, sensitivity };
}

function cellsOf(table: ScoreTable): Cell[] {
  const keyOf = (row: number): string =>
    `${table.exam[row]},${table.model[row]},${table.arm[row]},${table.perturbation[row]}`;
  const asBefore = (row: number): boolean =>
    row > 0 &&
    table.exam[row] === table.exam[row - 1] &&
    table.model[row] === table.model[row - 1] &&
    table.arm[row] === table.arm[row - 1] &&
    table.perturbation[row] === table.perturbation[row - 1];
  // Counted first, so that each list of rows is made at its size. Rows of one cell mostly stand together.
  const cells = new Map<string, { first: number; count: number }>();
  let cell = { first: 0, count: 0 };
  for (let row = 0; row < table.rows; row++) {
    if (!asBefore(row)) {
      const key = keyOf(row);
      cell = cells.get(key) ?? { first: row, count: 0 };
      cells.set(key, cell);
    }
    cell.count += 1;
  }
  const rowsOf = new Map([...cells].map(([key, { count }]) => [key, createColumn(Int32Array, count)]));
  let rows: Column<Int32Array> | undefined;
  for (let row = 0; row < table.rows; row++) {
    rows = asBefore(row) ? rows : rowsOf.get(keyOf(row));
    rows?.push(row);
  }
  return [...cells].map(([key, { first }]) => ({
    exam: table.exams[table.exam[first] ?? 0] ?? "",
    model: table.models[table.model[first] ?? 0] ?? "",
    arm: table.arms[table.arm[first] ?? 0] ?? "",
    perturbation: table.perturbations[table.perturbation[first] ?? 0] ?? "",
    rows: rowsOf.get(key)?.values() ?? new Int32Array(0),
  }));
}

/** The whole cell, then every stratum of every tag combination, values in code-point order. */
function strataOf(
  cell: Cell,
  table: ScoreTable,
  strata: Study["strata"],
  tags: ReadonlyMap<string, TagColumn>,
): { stratum: Readonly<Record<string, string>>; rows: Int32Array }[] {
  const found: { stratum: Readonly<Record<string, string>>; rows: Int32Array }[] = [{ stratum: {}, rows: cell.rows }];
  for (const names of strata) {
    const byValues = new Map<string, { values: readonly string[]; rows: Column<Int32Array> }>();
    // Items with the same values belong to the same strata; there are few such sets, and many rows.
    const rowsOfSets = new Map<string, Column<Int32Array>[]>();
    for (let i = 0; i < cell.rows.length; i++) {
      const row = cell.rows[i] ?? 0;
      const item = table.item[row] ?? 0;
      const sets = setCodes(names, tags, item);
      let listed = rowsOfSets.get(sets);
      if (listed === undefined) {
        listed = combinations(names, tags, item).map((values) => {
          const key = values.join("\u0000");
          const stratum = byValues.get(key) ?? { values, rows: createColumn(Int32Array) };
          byValues.set(key, stratum);
          return stratum.rows;
        });
        rowsOfSets.set(sets, listed);
      }
      for (const rows of listed) {
        rows.push(row);
      }
    }
    const sorted = [...byValues.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const [, { values, rows }] of sorted) {
      found.push({
        stratum: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])),
        rows: rows.values(),
      });
    }
  }
  return found;
}

/** The codes of an item's sets of values, as one key. */
function setCodes(names: readonly string[], tags: ReadonlyMap<string, TagColumn>, item: number): string {
  let key = "";
  for (const name of names) {
    key += `${tags.get(name)?.setOfItem.at(item) ?? ""},`;
  }
  return key;
}

/** Every combination of an item's values of these tags; none when it lacks one of them. */
function combinations(
  names: readonly string[],
  tags: ReadonlyMap<string, TagColumn>,
  item: number,
): readonly string[][] {
  let found: string[][] = [[]];
  for (const name of names) {
    const column = tags.get(name);
    const codes = column?.sets[column.setOfItem.at(item)] ?? [];
    found = found.flatMap((before) => codes.map((code) => [...before, column?.values.texts[code] ?? ""]));
  }
  return found;
}

function firstValues(column: TagColumn | undefined): Int32Array {
  if (column === undefined) {
    return new Int32Array(0);
  }
  return column.setOfItem.values().map((set) => column.sets[set]?.[0] ?? -1);
}

/** Measures some rows of a table; what was measured before is not measured again. */
interface Measuring {
  readonly level: number;
  readonly counts: Pick<Estimate, "nItems" | "nClusters" | "nCalls">;
  /** @param scorer Index into `table.points`. */
  measure(measure: Study["measures"][number], scorer: number): readonly MeasuredValue[];
}

function createMeasuring(table: ScoreTable, rows: Int32Array, context: MeasureContext): Measuring {
  // One view for all measures of a scorer, so that what they have in common is worked out once.
  const views = new Map<number, ScoreView>();
  const measured = new Map<Study["measures"][number], Map<number, readonly MeasuredValue[]>>();
  return {
    level: context.level,
    counts: {
      nItems: distinctCodes(table.item, rows),
      nClusters: distinctCodes(table.cluster, rows),
      nCalls: rows.length,
    },
    measure: (measure, scorer) => {
      const byScorer = measured.get(measure) ?? new Map<number, readonly MeasuredValue[]>();
      measured.set(measure, byScorer);
      const view = views.get(scorer) ?? { table, rows, scorer };
      views.set(scorer, view);
      const values = byScorer.get(scorer) ?? measure.configured.estimate(view, context);
      byScorer.set(scorer, values);
      return values;
    },
  };
}

function estimateCell(
  study: Pick<Study, "measures" | "extractor">,
  table: ScoreTable,
  cell: Cell,
  scorers: readonly number[],
  marking: MarkingColumns,
  stratum: Readonly<Record<string, string>>,
  { denominator, excluded }: ChosenRows,
  measuring: Measuring,
): Estimate[] {
  const overall = Object.keys(stratum).length === 0;
  const headline = study.measures.find(({ usesPoints, marks }) => usesPoints && marks === "answer");
  return scorers.flatMap((index, place) => {
    const scorer = table.scorers[index] ?? "none";
    return (
      study.measures
        .filter(({ marks }) => marks !== "text")
        .filter(({ usesPoints, byStratum }) => (usesPoints || place === 0) && (byStratum || overall))
        // Outcome rates and bounds speak of what was read; they have one denominator.
        .filter(({ usesPoints }) => denominator === "posed" || usesPoints)
        .filter((measure) => measure === headline || !measure.usesPoints || !marking.isForm(index))
        .flatMap((measure) =>
          measuring.measure(measure, index).map(
            (measured): Estimate => ({
              measure: measured.measure,
              exam: cell.exam,
              model: cell.model,
              arm: cell.arm,
              perturbation: cell.perturbation,
              scorer: measure.usesPoints ? scorer : "none",
              extractor: study.extractor.use,
              denominator,
              stratum,
              value: measured.value,
              low: measured.low,
              high: measured.high,
              level: measuring.level,
              method: measured.method,
              ...measuring.counts,
              excluded,
              status: measured.value === null ? "not-estimable" : "estimated",
              ...(measured.why === undefined ? {} : { why: measured.why }),
            }),
          ),
        )
    );
  });
}
