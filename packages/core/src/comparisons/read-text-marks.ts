import { createDictionary } from "../base/growable.ts";
import { identityHash } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { Score } from "../records/score.ts";
import { runFile } from "../runs/run-files.ts";
import { type RecordedScorer, recordedScorers, type Specification, scorerName } from "../runs/specification.ts";

/** The items of an exam that texts are marked in: those without a key among them, those annulled not. */
export interface TextItems {
  readonly itemIds: readonly string[];
  /** Place of each item, by id. */
  readonly placeOf: ReadonlyMap<string, number>;
  readonly clusters: Int32Array;
  /** A hash of stem, options and references of each item. */
  readonly contents: readonly string[];
}

/** What a scorer of texts gave one model under one way of asking: arrays over the exam's items. */
export interface TextCell {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly model: string;
  readonly scorer: string;
  /** By part, "" for the points themselves: sums over an item's replies, and how many those are. */
  readonly means: ReadonlyMap<string, { readonly sums: Float64Array; readonly replies: Float64Array }>;
  /** Counts of each item, summed over its replies; as many as its marks carry, item by item. Empty without. */
  counts: Float64Array;
  /** 1 where the item was scored. */
  readonly has: Uint8Array;
}

/** The scorers of texts of an exam of a recorded run. */
export function recordedTextScorers(specification: Specification, exam: string): readonly RecordedScorer[] {
  return recordedScorers(specification, exam).filter(({ marks }) => marks === "text");
}

/** The items of each exam of a run, in order, without those that are annulled. */
export async function readTextItems(folder: string): Promise<ReadonlyMap<string, TextItems>> {
  const path = runFile(folder, "items");
  const byExam = new Map<string, Item[]>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      if (item.annulled === undefined) {
        const items = byExam.get(exam) ?? [];
        byExam.set(exam, items);
        items.push(item);
      }
    }
  }
  return new Map([...byExam].map(([exam, items]) => [exam, textItems(items)]));
}

function textItems(items: readonly Item[]): TextItems {
  const clusters = createDictionary();
  return {
    itemIds: items.map(({ id }) => id),
    placeOf: new Map(items.map(({ id }, place) => [id, place])),
    clusters: Int32Array.from(items, ({ id, group }) => clusters.code(group === undefined ? `i${id}` : `g${group.id}`)),
    contents: items.map(({ stem, options, references }) =>
      identityHash(JSON.stringify([stem, options.map(({ id, text }) => [id, text]), references])),
    ),
  };
}

/** Every cell of a run's scorers of texts, in plan order. */
export async function readTextMarks(
  folder: string,
  specification: Specification,
  items: ReadonlyMap<string, TextItems>,
): Promise<readonly TextCell[]> {
  const cells = new Map<string, TextCell>();
  const scorers = new Map(
    [...items.keys()].map((exam) => [
      exam,
      new Map(recordedTextScorers(specification, exam).map((scorer) => [scorerName(scorer), scorer])),
    ]),
  );
  const path = runFile(folder, "scores");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const score = parseJsonLine(line, path) as Score;
      const scorer = scorers.get(score.exam)?.get(score.scorer);
      const own = items.get(score.exam);
      const place = own?.placeOf.get(score.itemId);
      if (scorer === undefined || own === undefined || place === undefined) {
        continue;
      }
      const { exam, arm, perturbation, model } = score;
      const key = JSON.stringify([exam, arm, perturbation, model, score.scorer]);
      const cell = cells.get(key) ?? openCell(score, scorer, own.itemIds.length);
      cells.set(key, cell);
      addMark(cell, place, score);
    }
  }
  return [...cells.values()];
}

function openCell({ exam, arm, perturbation, model }: Score, scorer: RecordedScorer, items: number): TextCell {
  const column = () => ({ sums: new Float64Array(items), replies: new Float64Array(items) });
  return {
    exam,
    arm,
    perturbation,
    model,
    scorer: scorerName(scorer),
    means: new Map(["", ...(scorer.parts ?? [])].map((part) => [part, column()])),
    counts: new Float64Array(),
    has: new Uint8Array(items),
  };
}

function addMark(cell: TextCell, place: number, score: Score): void {
  if (score.points === null) {
    return;
  }
  cell.has[place] = 1;
  const { counts = [], parts = {} } = score;
  const add = (part: string, value: number): void => {
    const column = cell.means.get(part);
    if (column !== undefined) {
      column.sums[place] = (column.sums[place] ?? 0) + value;
      column.replies[place] = (column.replies[place] ?? 0) + 1;
    }
  };
  add("", (score.points - score.min) / (score.max - score.min));
  for (const [part, value] of Object.entries(parts)) {
    add(part, value);
  }
  if (counts.length > 0 && cell.counts.length === 0) {
    cell.counts = new Float64Array(counts.length * cell.has.length);
  }
  for (const [column, count] of counts.entries()) {
    const at = place * counts.length + column;
    cell.counts[at] = (cell.counts[at] ?? 0) + count;
  }
}
