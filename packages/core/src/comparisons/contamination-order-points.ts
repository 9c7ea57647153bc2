import { createColumn } from "../base/growable.ts";
import { type Line, parseJsonLine, readLines } from "../base/lines.ts";
import { publishedKey } from "../records/item.ts";
import type { Score } from "../records/score.ts";
import type { Variant } from "../records/variant.ts";
import { catalogs } from "../runs/plugins.ts";
import { runFile } from "../runs/run-files.ts";
import { type RunRecord, scorersOfExam } from "../runs/specification.ts";
import type { RunItems } from "./run-items.ts";

/** The items of an exam in other orders of their options, and what the models scored on them. */
export interface OrderPoints {
  /** Perturbations that change the order of the options and nothing else, in code-point order. */
  readonly perturbations: readonly string[];
  /** Variants left out because their options name each other's place. */
  readonly unsound: number;
  /** Variants left out because their order is the published one. */
  readonly unchanged: number;
  /** Where the variants of each item start; one entry more than the exam has items. */
  readonly starts: Int32Array;
  /** By variant, the place of the key among the options; −1 for several or none. */
  readonly keyPlaces: Int32Array;
  /** By variant, its mean points over the repeats, 0–1; NaN where nothing was scored. */
  pointsOf(arm: string, model: string): Float64Array | undefined;
}

interface OpenOrders {
  readonly perturbations: Set<string>;
  unsound: number;
  unchanged: number;
  readonly rowOf: Map<string, number>;
  readonly places: ReturnType<typeof createColumn<Int32Array>>;
  readonly keyPlaces: ReturnType<typeof createColumn<Int32Array>>;
  readonly cells: Map<string, { readonly sums: Float64Array; readonly counts: Int32Array }>;
}

/**
 * Read variants.jsonl and scores.jsonl for all perturbations whose operators declare that they touch nothing but the
 * order of the options. Operators of one's own, which are not at hand here, are none of them.
 */
export async function readOrderPoints(
  folder: string,
  record: RunRecord,
  items: ReadonlyMap<string, RunItems>,
): Promise<ReadonlyMap<string, OrderPoints>> {
  const exams = await readOrders(folder, items);
  const wanted = new Set([...exams.values()].flatMap(({ perturbations }) => [...perturbations]));
  const marks = [...wanted].map((name) => `"perturbation":${JSON.stringify(name)}`);
  const path = runFile(folder, "scores");
  if (marks.length > 0) {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        // Most lines are of other perturbations: they are not taken apart.
        if (marks.some((mark) => line.text.includes(mark))) {
          addScore(exams, parseJsonLine(line, path) as Score, record);
        }
      }
    }
  }
  return new Map([...exams].map(([exam, open]) => [exam, closed(open, items.get(exam)?.itemIds.length ?? 0)]));
}

/** Where a variant's line names exam, item and perturbation, as JSON strings. */
const head =
  /^\{"exam":("(?:[^"\\]|\\.)*"),"id":"(?:[^"\\]|\\.)*","itemId":"(?:[^"\\]|\\.)*","perturbation":("(?:[^"\\]|\\.)*")/;

async function readOrders(folder: string, items: ReadonlyMap<string, RunItems>): Promise<Map<string, OpenOrders>> {
  const path = runFile(folder, "variants");
  const exams = new Map<string, OpenOrders>();
  const isOrder = new Map<string, boolean>();
  const parsed = (line: Line) => parseJsonLine(line, path) as Variant & { readonly exam: string };
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const name = head.exec(line.text)?.[2];
      if (name !== undefined && isOrder.get(JSON.parse(name) as string) === false) {
        continue;
      }
      const variant = parsed(line);
      const { perturbation } = variant;
      let wanted = isOrder.get(perturbation);
      if (wanted === undefined) {
        wanted = await changesOrderOnly(variant.chain.map(({ operator }) => operator));
        isOrder.set(perturbation, wanted);
      }
      const own = items.get(variant.exam);
      if (wanted && own !== undefined) {
        const open = exams.get(variant.exam) ?? opened();
        exams.set(variant.exam, open);
        addVariant(open, variant, own);
      }
    }
  }
  return exams;
}

async function changesOrderOnly(operators: readonly string[]): Promise<boolean> {
  for (const operator of operators) {
    const load = catalogs.perturbation[operator];
    const touches = load === undefined ? [] : (await load()).default.touches;
    if (touches.length === 0 || touches.some((part) => part !== "option-order")) {
      return false;
    }
  }
  return operators.length > 0;
}

function opened(): OpenOrders {
  return {
    perturbations: new Set(),
    unsound: 0,
    unchanged: 0,
    rowOf: new Map(),
    places: createColumn(Int32Array),
    keyPlaces: createColumn(Int32Array),
    cells: new Map(),
  };
}

function addVariant(open: OpenOrders, { id, itemId, perturbation, validity, item }: Variant, own: RunItems): void {
  open.perturbations.add(perturbation);
  const place = own.placeOf.get(itemId);
  if (place === undefined) {
    return;
  }
  if (validity.status === "unsound") {
    open.unsound += 1;
    return;
  }
  const published = own.optionIds[place] ?? [];
  if (item.options.every((option, at) => option.id === published[at])) {
    open.unchanged += 1;
    return;
  }
  const key = publishedKey(item);
  open.rowOf.set(id, open.places.length);
  open.places.push(place);
  open.keyPlaces.push(key.length === 1 ? item.options.findIndex((option) => option.id === key[0]) : -1);
}

function addScore(exams: ReadonlyMap<string, OpenOrders>, score: Score, record: RunRecord): void {
  const open = exams.get(score.exam);
  const row = open?.rowOf.get(score.variantId);
  if (open === undefined || row === undefined || score.points === null) {
    return;
  }
  if (score.scorer !== scorersOfExam(record.specification, score.exam)[0]) {
    return;
  }
  const key = cellKey(score.arm, score.model);
  let cell = open.cells.get(key);
  if (cell === undefined) {
    cell = { sums: new Float64Array(open.places.length), counts: new Int32Array(open.places.length) };
    open.cells.set(key, cell);
  }
  cell.sums[row] = (cell.sums[row] ?? 0) + (score.points - score.min) / (score.max - score.min);
  cell.counts[row] = (cell.counts[row] ?? 0) + 1;
}

function cellKey(arm: string, model: string): string {
  return `${arm}\u0000${model}`;
}

/** The variants put item by item, whatever order they were read in. */
function closed(open: OpenOrders, nItems: number): OrderPoints {
  const places = open.places.values();
  const starts = new Int32Array(nItems + 1);
  for (const place of places) {
    starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  }
  for (let item = 0; item < nItems; item++) {
    starts[item + 1] = (starts[item + 1] ?? 0) + (starts[item] ?? 0);
  }
  const next = starts.slice();
  const rows = new Int32Array(places.length);
  for (const [row, place] of places.entries()) {
    const at = next[place] ?? 0;
    next[place] = at + 1;
    rows[at] = row;
  }
  const keys = open.keyPlaces.values();
  return {
    perturbations: [...open.perturbations].sort(),
    unsound: open.unsound,
    unchanged: open.unchanged,
    starts,
    keyPlaces: rows.map((row) => keys[row] ?? -1),
    pointsOf: (arm, model) => {
      const cell = open.cells.get(cellKey(arm, model));
      return cell === undefined
        ? undefined
        : Float64Array.from(rows, (row) => {
            const count = cell.counts[row] ?? 0;
            return count === 0 ? Number.NaN : (cell.sums[row] ?? 0) / count;
          });
    },
  };
}
