import { parseJsonLine, readLines } from "../base/lines.ts";
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

interface OpenCell extends RunCell {
  readonly counts: Int32Array;
}

/** Every cell of a run, in the order of scores.jsonl: plan order. Points are those of each exam's headline scorer. */
export async function readRunPoints(
  folder: string,
  record: RunRecord,
  items: ReadonlyMap<string, RunItems>,
): Promise<readonly RunCell[]> {
  const cells = new Map<string, OpenCell>();
  const headlines = new Map<string, string>();
  const cellOf = (address: Pick<Score, "exam" | "arm" | "perturbation" | "model">): OpenCell | undefined => {
    const { exam, arm, perturbation, model } = address;
    const length = items.get(exam)?.itemIds.length;
    if (length === undefined) {
      return undefined;
    }
    const key = `${exam}\u0000${arm}\u0000${perturbation}\u0000${model}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      const points = new Float64Array(length).fill(Number.NaN);
      cell = { exam, arm, perturbation, model, points, counts: new Int32Array(length), choices: [] };
      cells.set(key, cell);
    }
    return cell;
  };
  const scores = runFile(folder, "scores");
  for await (const lines of readLines(scores)) {
    for (const line of lines) {
      const score = parseJsonLine(line, scores) as Score;
      let headline = headlines.get(score.exam);
      if (headline === undefined) {
        headline = scorersOfExam(record.specification, score.exam)[0] ?? "";
        headlines.set(score.exam, headline);
      }
      const place = items.get(score.exam)?.placeOf.get(score.itemId);
      if (score.scorer === headline && score.points !== null && place !== undefined) {
        addPoints(cellOf(score), place, (score.points - score.min) / (score.max - score.min));
      }
    }
  }
  const answers = runFile(folder, "answers");
  for await (const lines of readLines(answers)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, answers) as Answer;
      const own = items.get(answer.exam);
      const place = own?.placeOf.get(answer.itemId);
      if (own !== undefined && place !== undefined) {
        addChoice(cellOf(answer), place, answer, own.optionIds[place] ?? []);
      }
    }
  }
  for (const { points, counts } of cells.values()) {
    for (let item = 0; item < points.length; item++) {
      points[item] = (points[item] ?? Number.NaN) / (counts[item] ?? 1);
    }
  }
  return [...cells.values()];
}

function addPoints(cell: OpenCell | undefined, place: number, points: number): void {
  if (cell !== undefined) {
    const count = cell.counts[place] ?? 0;
    cell.points[place] = count === 0 ? points : (cell.points[place] ?? 0) + points;
    cell.counts[place] = count + 1;
  }
}

function addChoice(cell: OpenCell | undefined, place: number, answer: Answer, optionIds: readonly string[]): void {
  if (cell !== undefined) {
    const { repeat } = answer;
    const [only, ...further] = answer.optionIds;
    while (cell.choices.length <= repeat) {
      cell.choices.push(new Int32Array(cell.points.length).fill(-1));
    }
    const column = cell.choices[repeat];
    if (column !== undefined && only !== undefined && further.length === 0) {
      column[place] = optionIds.indexOf(only);
    }
  }
}
