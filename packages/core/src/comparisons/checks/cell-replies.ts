import { parseJsonLine, readLines } from "../../base/lines.ts";
import { type Answer, type AnswerStatus, answerStatuses } from "../../records/answer.ts";
import type { Score } from "../../records/score.ts";
import { runFile } from "../../runs/run-files.ts";
import { type RunRecord, scorersOfExam } from "../../runs/specification.ts";
import type { RunItems } from "../run-items.ts";

/** What became of one model's replies under one way of asking; arrays over the exam's items. */
export interface CellReplies {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly model: string;
  /** Replies to each item. */
  readonly replies: Int32Array;
  /** Of them, those that were cut off. */
  readonly truncated: Int32Array;
  /** Of them, those with each status. */
  readonly statuses: Readonly<Record<AnswerStatus, Int32Array>>;
  /** Mean points over the replies that were not cut off; NaN without one. */
  readonly wholePoints: Float64Array;
  /** Labels in display order, as the replies show them; A, B, … or 1, 2, … where no reply chose the place. */
  readonly labels: readonly string[];
  /** By label: replies that chose it, and how often it was the key of the items of these replies. Single keys only. */
  readonly chosen: Float64Array;
  readonly keys: Float64Array;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

class OpenCell {
  readonly address: Pick<CellReplies, "exam" | "arm" | "perturbation" | "model">;
  readonly items: RunItems;
  readonly replies: Int32Array;
  readonly truncated: Int32Array;
  readonly statuses: Readonly<Record<AnswerStatus, Int32Array>>;
  readonly sums: Float64Array;
  readonly whole: Int32Array;
  readonly labels: (string | undefined)[] = [];
  readonly chosen: number[] = [];
  readonly keys: number[] = [];

  constructor(address: OpenCell["address"], items: RunItems) {
    this.address = address;
    this.items = items;
    const column = (): Int32Array => new Int32Array(items.itemIds.length);
    this.replies = column();
    this.truncated = column();
    this.whole = column();
    this.sums = new Float64Array(items.itemIds.length);
    this.statuses = Object.fromEntries(answerStatuses.map((status) => [status, column()])) as Record<
      AnswerStatus,
      Int32Array
    >;
  }

  read(answer: Answer, place: number): void {
    addTo(this.replies, place);
    addTo(this.statuses[answer.status], place);
    if (answer.truncated) {
      addTo(this.truncated, place);
    }
    const key = this.items.keys[place] ?? -1;
    const [id, ...furtherIds] = answer.optionIds;
    const chosen = id === undefined || furtherIds.length > 0 ? -1 : (this.items.optionIds[place]?.indexOf(id) ?? -1);
    if (key >= 0 && chosen >= 0) {
      this.labels[chosen] ??= answer.labels[0];
      this.chosen[chosen] = (this.chosen[chosen] ?? 0) + 1;
      this.keys[key] = (this.keys[key] ?? 0) + 1;
    }
  }

  /** What a place is called that no reply chose: as its neighbours are, in letters or in numbers. */
  unseenLabel(place: number): string {
    const numbers = this.labels.some((label) => label !== undefined && /^\d+$/.test(label));
    return (numbers ? undefined : letters[place]) ?? String(place + 1);
  }

  close(): CellReplies {
    const length = Math.max(this.chosen.length, this.keys.length);
    const column = (counts: readonly number[]): Float64Array =>
      Float64Array.from({ length }, (_, place) => counts[place] ?? 0);
    return {
      ...this.address,
      replies: this.replies,
      truncated: this.truncated,
      statuses: this.statuses,
      wholePoints: this.sums.map((sum, place) => sum / (this.whole[place] ?? 0)),
      labels: Array.from({ length }, (_, place) => this.labels[place] ?? this.unseenLabel(place)),
      chosen: column(this.chosen),
      keys: column(this.keys),
    };
  }
}

function addTo(counts: Int32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

/**
 * What became of the replies of a run, by cell, in the order of answers.jsonl. Labels are told by their place among an
 * item's options, so they are those shown where the options stand in the item's own order: as published, not shuffled.
 */
export async function readCellReplies(
  folder: string,
  record: RunRecord,
  items: ReadonlyMap<string, RunItems>,
): Promise<readonly CellReplies[]> {
  const cells = new Map<string, OpenCell>();
  const cellOf = (line: Pick<Answer, "exam" | "arm" | "perturbation" | "model">): OpenCell | undefined => {
    const { exam, arm, perturbation, model } = line;
    const own = items.get(exam);
    const key = [exam, arm, perturbation, model].join("\u0000");
    const found =
      cells.get(key) ?? (own === undefined ? undefined : new OpenCell({ exam, arm, perturbation, model }, own));
    if (found !== undefined) {
      cells.set(key, found);
    }
    return found;
  };
  // Few replies are cut off, as a rule: only theirs are kept.
  const truncated = new Set<string>();
  const answers = runFile(folder, "answers");
  for await (const lines of readLines(answers)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, answers) as Answer;
      const place = items.get(answer.exam)?.placeOf.get(answer.itemId);
      if (place !== undefined) {
        cellOf(answer)?.read(answer, place);
        if (answer.truncated) {
          truncated.add(answer.callId);
        }
      }
    }
  }
  const headlines = new Map([...items.keys()].map((exam) => [exam, scorersOfExam(record.specification, exam)[0]]));
  const scores = runFile(folder, "scores");
  for await (const lines of readLines(scores)) {
    for (const line of lines) {
      const score = parseJsonLine(line, scores) as Score;
      const place = items.get(score.exam)?.placeOf.get(score.itemId);
      const cell = place === undefined ? undefined : cellOf(score);
      const counts =
        score.scorer === headlines.get(score.exam) && score.points !== null && !truncated.has(score.callId);
      if (place !== undefined && cell !== undefined && counts && score.points !== null) {
        cell.sums[place] = (cell.sums[place] ?? 0) + (score.points - score.min) / (score.max - score.min);
        addTo(cell.whole, place);
      }
    }
  }
  return [...cells.values()].map((cell) => cell.close());
}
