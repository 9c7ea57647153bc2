import type { Estimate } from "../records/estimate.ts";
import { belongsTo, type EstimateBlock, isOverall } from "./estimate-blocks.ts";
import type { HeatmapContent } from "./specialty-level-heatmap.ts";

/** Accuracy by the values of one tag or of several together. */
export interface StratumTable {
  readonly tags: readonly string[];
  /** In natural order of their values. */
  readonly rows: readonly {
    /** One value a tag, in the order of `tags`. */
    readonly values: readonly string[];
    /** Model → estimate. */
    readonly cells: ReadonlyMap<string, Estimate>;
  }[];
}

/**
 * Accuracy over strata of one block, one table for each combination of tags that occurs, in the order of `strata`
 * (the study's own), then of first appearance.
 */
export function stratumTables(
  estimates: readonly Estimate[],
  block: Omit<EstimateBlock, "models">,
  strata: readonly (readonly string[])[],
): readonly StratumTable[] {
  const order = new Map(strata.map((tags) => [combinationKey(tags), tags]));
  const rows = estimates.filter(
    (estimate) =>
      estimate.measure === "accuracy" &&
      estimate.denominator === "posed" &&
      estimate.scorer === block.scorer &&
      !isOverall(estimate) &&
      belongsTo(block, estimate),
  );
  const tables = new Map<string, Map<string, { values: readonly string[]; cells: Map<string, Estimate> }>>();
  for (const key of order.keys()) {
    tables.set(key, new Map());
  }
  for (const row of rows) {
    const names = Object.keys(row.stratum);
    const key = combinationKey(names);
    const tags = order.get(key) ?? names;
    order.set(key, tags);
    const table = tables.get(key) ?? new Map();
    tables.set(key, table);
    const values = tags.map((tag) => row.stratum[tag] ?? "");
    const place = JSON.stringify(values);
    const line = table.get(place) ?? { values, cells: new Map<string, Estimate>() };
    table.set(place, line);
    line.cells.set(row.model, row);
  }
  return [...tables].flatMap(([key, table]) =>
    table.size === 0
      ? []
      : [{ tags: order.get(key) ?? [], rows: [...table.values()].sort((a, b) => compareAll(a.values, b.values)) }],
  );
}

/**
 * The table a heatmap shows: the one over specialty and level, else the first over two tags, else undefined. `rowTag`
 * is the place (0 or 1) of the tag that goes down the side: specialty, else the tag with more values.
 */
export function heatmapTable(
  tables: readonly StratumTable[],
): { readonly table: StratumTable; readonly rowTag: 0 | 1 } | undefined {
  const pairs = tables.filter((table) => table.tags.length === 2);
  const table = pairs.find((pair) => pair.tags.includes("specialty") && pair.tags.includes("level")) ?? pairs[0];
  if (table === undefined) {
    return undefined;
  }
  const specialty = table.tags.indexOf("specialty");
  const rowTag = specialty >= 0 ? specialty : distinct(table, 1).length > distinct(table, 0).length ? 1 : 0;
  return { table, rowTag: rowTag === 1 ? 1 : 0 };
}

/** One model's heatmap from a table over two tags. */
export function heatmapContent(table: StratumTable, rowTag: 0 | 1, model: string): HeatmapContent {
  const columnTag = rowTag === 0 ? 1 : 0;
  return {
    rows: distinct(table, rowTag),
    columns: distinct(table, columnTag),
    cells: table.rows.flatMap((row) => {
      const cell = row.cells.get(model);
      return cell === undefined
        ? []
        : [{ row: row.values[rowTag] ?? "", column: row.values[columnTag] ?? "", value: cell.value, n: cell.nItems }];
    }),
  };
}

function combinationKey(tags: readonly string[]): string {
  return JSON.stringify([...tags].sort());
}

function distinct(table: StratumTable, tag: 0 | 1): readonly string[] {
  return [...new Set(table.rows.map((row) => row.values[tag] ?? ""))].sort(compareNatural);
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const order = compareNatural(value, b[index] ?? "");
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

/** Whole numbers by size before everything else ("2" before "10"), the rest by code point: the same on every machine. */
function compareNatural(a: string, b: string): number {
  const numberA = /^\d{1,15}$/u.test(a) ? Number(a) : Infinity;
  const numberB = /^\d{1,15}$/u.test(b) ? Number(b) : Infinity;
  if (numberA !== numberB) {
    return numberA < numberB ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
