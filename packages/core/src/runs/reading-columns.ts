import { createDictionary, type Dictionary } from "../base/growable.ts";
import { type AnswerStatus, answerStatuses } from "../records/answer.ts";
import { enlarged } from "./call-columns.ts";
import type { ScaledMark } from "./scaled-mark.ts";

/** What one extractor read out of a reply, and what its scorers gave for it. */
export interface ReadingRow {
  readonly status: AnswerStatus;
  readonly optionIds: readonly string[];
  /** One a scorer, in the columns' order; null where a scorer does not mark this exam. */
  readonly marks: readonly (ScaledMark | null)[];
}

const firstCapacity = 1024;

/** Rows of readings by one extractor, growing, in step with the rows of calls. */
export class ReadingColumns {
  readonly scorers: readonly string[];
  /** Answer strings; the first is "", no answer. */
  readonly answers: Dictionary;
  rows = 0;
  #capacity = firstCapacity;
  #status = new Uint8Array(firstCapacity);
  #answer = new Int32Array(firstCapacity);
  readonly #points: Float64Array<ArrayBuffer>[];
  readonly #least: Float64Array<ArrayBuffer>[];

  constructor(scorers: readonly string[]) {
    this.scorers = scorers;
    this.answers = createDictionary();
    this.answers.code("");
    this.#points = scorers.map(() => new Float64Array(firstCapacity));
    this.#least = scorers.map(() => new Float64Array(firstCapacity));
  }

  /** Add a reading; null for a call without a reply, which counts as a blank worth nothing. */
  push(reading: ReadingRow | null): void {
    if (this.rows === this.#capacity) {
      this.#grow();
    }
    const row = this.rows++;
    this.#status[row] = reading === null ? 0 : answerStatuses.indexOf(reading.status);
    this.#answer[row] = reading === null ? 0 : this.answers.code(answerString(reading.optionIds));
    for (let scorer = 0; scorer < this.#points.length; scorer++) {
      const points = this.#points[scorer];
      const least = this.#least[scorer];
      if (points !== undefined && least !== undefined) {
        const mark = reading === null ? blank : (reading.marks[scorer] ?? unmarked);
        points[row] = mark.points;
        least[row] = mark.least;
      }
    }
  }

  #grow(): void {
    const capacity = Math.ceil(this.#capacity * 1.5);
    this.#capacity = capacity;
    this.#status = enlarged(this.#status, capacity);
    this.#answer = enlarged(this.#answer, capacity);
    for (const columns of [this.#points, this.#least]) {
      for (const [scorer, column] of columns.entries()) {
        columns[scorer] = enlarged(column, capacity);
      }
    }
  }

  /** The columns at their length, without copying: use them once all rows are there. */
  values() {
    const { rows } = this;
    return {
      status: this.#status.subarray(0, rows),
      answer: this.#answer.subarray(0, rows),
      points: this.#points.map((column) => column.subarray(0, rows)),
      least: this.#least.map((column) => column.subarray(0, rows)),
    };
  }
}

const blank: ScaledMark = { points: 0, least: 0 };
const unmarked: ScaledMark = { points: Number.NaN, least: Number.NaN };

/** Option ids in code-point order, joined: the class a reading or a key belongs to. */
export function answerString(optionIds: readonly string[]): string {
  return optionIds.length < 2
    ? (optionIds[0] ?? "")
    : [...optionIds].sort().join(optionIds.every((id) => id.length === 1) ? "" : "+");
}
