import { type Column, createColumn } from "../base/growable.ts";
import type { MeasureContext } from "../measures/define.ts";
import { callStates, type ScoreTable, type ScoreView } from "../measures/score-table.ts";
import { answerStatuses } from "../records/answer.ts";
import type { Denominator, Estimate } from "../records/estimate.ts";
import type { TagColumn } from "./score-table-builder.ts";
import type { Study } from "./study.ts";

const finishedState = callStates.indexOf("finished");
const chosenStatus = answerStatuses.indexOf("chosen");

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
 * the same numbers. Headline rows use the denominator "posed"; "readable" and "planned" go to `sensitivity`.
 *
 * @param scorersOf Columns of `table.points` an exam is marked with, its headline first; default: all of them.
 */
export function estimateAll(
  study: Pick<Study, "measures" | "strata" | "confidence" | "resamples" | "seed" | "extractor">,
  table: ScoreTable,
  tags: ReadonlyMap<string, TagColumn>,
  scorersOf: (exam: string) => readonly number[] = () => [...table.scorers.keys()],
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
    const scorers = scorersOf(cell.exam);
    for (const { stratum, rows } of strataOf(cell, table, study.strata, tags)) {
      const within = { ...cell, rows };
      estimates.push(...estimateCell(study, table, within, scorers, stratum, "posed", context));
      if (Object.keys(stratum).length === 0) {
        sensitivity.push(...estimateCell(study, table, within, scorers, stratum, "readable", context));
        sensitivity.push(...estimateCell(study, table, within, scorers, stratum, "planned", context));
      }
    }
  }
  return { estimates, sensitivity };
}

function cellsOf(table: ScoreTable): Cell[] {
  const cells = new Map<string, { first: number; rows: Column<Int32Array> }>();
  for (let row = 0; row < table.rows; row++) {
    const key = `${table.exam[row]},${table.model[row]},${table.arm[row]},${table.perturbation[row]}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = { first: row, rows: createColumn(Int32Array) };
      cells.set(key, cell);
    }
    cell.rows.push(row);
  }
  return [...cells.values()].map(({ first, rows }) => ({
    exam: table.exams[table.exam[first] ?? 0] ?? "",
    model: table.models[table.model[first] ?? 0] ?? "",
    arm: table.arms[table.arm[first] ?? 0] ?? "",
    perturbation: table.perturbations[table.perturbation[first] ?? 0] ?? "",
    rows: rows.values(),
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

function estimateCell(
  study: Pick<Study, "measures" | "extractor">,
  table: ScoreTable,
  cell: Cell,
  scorers: readonly number[],
  stratum: Readonly<Record<string, string>>,
  denominator: Denominator,
  context: MeasureContext,
): Estimate[] {
  const { rows, excluded } = choose(table, cell.rows, denominator);
  const overall = Object.keys(stratum).length === 0;
  const counts = {
    nItems: distinct(table.item, rows),
    nClusters: distinct(table.cluster, rows),
    nCalls: rows.length,
  };
  return scorers.flatMap((index, place) => {
    const scorer = table.scorers[index] ?? "none";
    // One view for all measures, so that what they have in common is worked out once.
    const view: ScoreView = { table, rows, scorer: index };
    return (
      study.measures
        .filter(({ usesPoints, byStratum }) => (usesPoints || place === 0) && (byStratum || overall))
        // Outcome rates and bounds speak of what was read; they have one denominator.
        .filter(({ usesPoints }) => denominator === "posed" || usesPoints)
        .flatMap(({ configured, usesPoints }) => {
          return configured.estimate(view, context).map(
            (measured): Estimate => ({
              measure: measured.measure,
              exam: cell.exam,
              model: cell.model,
              arm: cell.arm,
              perturbation: cell.perturbation,
              scorer: usesPoints ? scorer : "none",
              extractor: study.extractor.use,
              denominator,
              stratum,
              value: measured.value,
              low: measured.low,
              high: measured.high,
              level: context.level,
              method: measured.method,
              ...counts,
              excluded,
              status: measured.value === null ? "not-estimable" : "estimated",
              ...(measured.why === undefined ? {} : { why: measured.why }),
            }),
          );
        })
    );
  });
}

/** The rows a denominator counts, and how many planned calls are left out and why. */
function choose(
  table: ScoreTable,
  rows: Int32Array,
  denominator: Denominator,
): { rows: Int32Array; excluded: Readonly<Record<string, number>> } {
  const kept = new Int32Array(rows.length);
  let count = 0;
  const excluded: Record<string, number> = {};
  const leaveOut = (reason: string): void => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    const state = callStates[table.state[row] ?? 0] ?? "unfinished";
    if (state === "unkeyed" || state === "annulled") {
      leaveOut(state);
    } else if (denominator === "planned") {
      // What was not posed or not finished stands here as not right.
      kept[count++] = row;
    } else if (table.state[row] !== finishedState) {
      leaveOut(state);
    } else if (denominator === "readable" && table.status[row] !== chosenStatus) {
      leaveOut(answerStatuses[table.status[row] ?? 0] ?? "unreadable");
    } else if (table.points.every((column) => Number.isNaN(column[row]))) {
      leaveOut("unscored");
    } else {
      kept[count++] = row;
    }
  }
  return { rows: kept.subarray(0, count), excluded };
}

function distinct(column: Int32Array, rows: Int32Array): number {
  let most = 0;
  // Counted loops: an iterator makes an object for every row here, and there are many rows and many strata.
  for (let i = 0; i < rows.length; i++) {
    most = Math.max(most, column[rows[i] ?? 0] ?? 0);
  }
  // Codes count from 0 without gaps, so a mark for each is smaller than a set.
  const seen = new Uint8Array(most + 1);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column[rows[i] ?? 0] ?? 0;
    if (seen[code] === 0) {
      seen[code] = 1;
      count += 1;
    }
  }
  return count;
}
