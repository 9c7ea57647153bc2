import { statSync } from "node:fs";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { startThreadTask } from "../base/thread-task.ts";
import type { Answer } from "../records/answer.ts";
import type { Score } from "../records/score.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { scorersOfExam } from "../runs/specification.ts";
import type { RunItems } from "./run-items.ts";

/** What one model of a run earned and chose under one way of asking: arrays over the exam's items. */
export interface RunCell {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly model: string;
  /** Mean points of each item, 0–1; NaN where nothing was scored. */
  readonly points: Float64Array;
  /** By repeat, the place of the chosen option; −1 for none, several, or no call. */
  readonly choices: Int32Array[];
}

/** Whose points and choices a cell holds. */
type CellAddress = Pick<RunCell, "exam" | "arm" | "perturbation" | "model">;

/** Points of a cell as they are read. */
interface PointCell extends CellAddress {
  /** Mean points of each item, 0–1; NaN where nothing was scored. */
  readonly points: Float64Array;
}

/** What reading the points of a run needs. */
export interface ReadPoints {
  readonly folder: string;
  readonly record: RunRecord;
  /** By exam, how many items it has, and the place of each by its id. */
  readonly places: ReadonlyMap<string, ExamPlaces>;
}

interface ExamPlaces {
  readonly nItems: number;
  readonly placeOf: ReadonlyMap<string, number>;
}

/** A file of so many bytes takes long enough to read that a thread is worth its start. */
const manyBytes = 32 << 20;

/**
 * Every cell of a run, in the order of scores.jsonl: plan order. Points are those of each exam's headline scorer.
 *
 * @param threadFrom Bytes of scores.jsonl from which on a thread reads it.
 */
export async function readRunPoints(
  folder: string,
  record: RunRecord,
  items: ReadonlyMap<string, RunItems>,
  threadFrom: number = manyBytes,
): Promise<readonly RunCell[]> {
  const places = new Map([...items].map(([exam, { itemIds, placeOf }]) => [exam, { nItems: itemIds.length, placeOf }]));
  const { pointed, chosen } = await readBoth({ folder, record, places }, items, threadFrom);
  const cells = new Map<string, RunCell>();
  for (const [key, cell] of pointed) {
    cells.set(key, { ...cell, choices: chosen.get(key)?.choices ?? [] });
  }
  for (const [key, cell] of chosen) {
    if (!cells.has(key)) {
      cells.set(key, { ...cell, points: unscored(places, cell.exam) });
    }
  }
  return [...cells.values()];
}

/** Scores and answers, side by side where they are many. */
async function readBoth(
  task: ReadPoints,
  items: ReadonlyMap<string, RunItems>,
  threadFrom: number,
): Promise<{ pointed: ReadonlyMap<string, PointCell>; chosen: ReadonlyMap<string, ChoiceCell> }> {
  const { folder } = task;
  if (statSync(runFile(folder, "scores")).size < threadFrom) {
    return { pointed: await readPoints(task), chosen: await readChoices(folder, items) };
  }
  const reading = startThreadTask<ReadPoints, Map<string, PointCell>>(
    new URL("./run-points-worker", import.meta.url),
    task,
  );
  try {
    const chosen = await readChoices(folder, items);
    return { pointed: await reading.result, chosen };
  } finally {
    await reading.gone;
  }
}

function keyOf({ exam, arm, perturbation, model }: CellAddress): string {
  return `${exam}\u0000${arm}\u0000${perturbation}\u0000${model}`;
}

function unscored(places: ReadPoints["places"], exam: string): Float64Array {
  return new Float64Array(places.get(exam)?.nItems ?? 0).fill(Number.NaN);
}

/** The points of every cell of scores.jsonl. */
export async function readPoints({ folder, record, places }: ReadPoints): Promise<Map<string, PointCell>> {
  const cells = new Map<string, PointCell & { readonly counts: Int32Array }>();
  const headlines = new Map<string, string>();
  const path = runFile(folder, "scores");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const score = parseJsonLine(line, path) as Score;
      const { exam, arm, perturbation, model } = score;
      let headline = headlines.get(exam);
      if (headline === undefined) {
        headline = scorersOfExam(record.specification, exam)[0] ?? "";
        headlines.set(exam, headline);
      }
      const place = places.get(exam)?.placeOf.get(score.itemId);
      if (score.scorer === headline && score.points !== null && place !== undefined) {
        const key = keyOf(score);
        let cell = cells.get(key);
        if (cell === undefined) {
          const points = unscored(places, exam);
          cell = { exam, arm, perturbation, model, points, counts: new Int32Array(points.length) };
          cells.set(key, cell);
        }
        addPoints(cell, place, (score.points - score.min) / (score.max - score.min));
      }
    }
  }
  return new Map(
    [...cells].map(([key, { counts, ...cell }]) => {
      for (let item = 0; item < counts.length; item++) {
        cell.points[item] = (cell.points[item] ?? Number.NaN) / (counts[item] ?? 1);
      }
      return [key, cell];
    }),
  );
}

function addPoints(cell: PointCell & { readonly counts: Int32Array }, place: number, points: number): void {
  const count = cell.counts[place] ?? 0;
  cell.points[place] = count === 0 ? points : (cell.points[place] ?? 0) + points;
  cell.counts[place] = count + 1;
}

/** Choices of a cell as they are read. */
interface ChoiceCell extends CellAddress {
  readonly choices: Int32Array[];
}

/** The choices of every cell of answers.jsonl. */
async function readChoices(folder: string, items: ReadonlyMap<string, RunItems>): Promise<Map<string, ChoiceCell>> {
  const cells = new Map<string, ChoiceCell>();
  const path = runFile(folder, "answers");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, path) as Answer;
      const { exam, arm, perturbation, model } = answer;
      const own = items.get(exam);
      const place = own?.placeOf.get(answer.itemId);
      if (own !== undefined && place !== undefined) {
        const key = keyOf(answer);
        let cell = cells.get(key);
        if (cell === undefined) {
          cell = { exam, arm, perturbation, model, choices: [] };
          cells.set(key, cell);
        }
        addChoice(cell, own.itemIds.length, place, answer, own.optionIds[place] ?? []);
      }
    }
  }
  return cells;
}

function addChoice(
  cell: ChoiceCell,
  nItems: number,
  place: number,
  answer: Answer,
  optionIds: readonly string[],
): void {
  const { repeat } = answer;
  const [only, ...further] = answer.optionIds;
  while (cell.choices.length <= repeat) {
    cell.choices.push(new Int32Array(nItems).fill(-1));
  }
  const column = cell.choices[repeat];
  if (column !== undefined && only !== undefined && further.length === 0) {
    column[place] = optionIds.indexOf(only);
  }
}
