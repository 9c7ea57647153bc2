import { createDictionary, type Dictionary } from "../base/growable.ts";
import { type AnswerStatus, answerStatuses } from "../records/answer.ts";
import { enlarged } from "./call-columns.ts";
import { createMarkCodes } from "./mark-codes.ts";
import type { ScaledMark } from "./scaled-mark.ts";

/** What one extractor read out of a reply, and what its scorers gave for it. */
export interface ReadingRow {
  readonly status: AnswerStatus;
  readonly optionIds: readonly string[];
  /** One a scorer, in the columns' order; null where a scorer does not mark this exam. */
  readonly marks: readonly (ScaledMark | null)[];
}

/** Rows of readings by one extractor, growing, in step with the rows of calls. */
export class ReadingColumns {
  readonly scorers: readonly string[];
  /** Answer strings; the first is "", no answer. */
  readonly answers: Dictionary;
  rows = 0;
  #capacity: number;
  #status: Uint8Array;
  #answer: Int32Array;
  /** By scorer, codes of marks. */
  readonly #mark: Int32Array[];
  readonly #marks = createMarkCodes();

  /** `capacity` rows at least 1 are made room for at once. */
  constructor(scorers: readonly string[], capacity: number) {
    this.scorers = scorers;
    this.#capacity = capacity;
    this.#status = new Uint8Array(capacity);
    this.#answer = new Int32Array(capacity);
    this.answers = createDictionary();
    this.answers.code("");
    this.#mark = scorers.map(() => new Int32Array(capacity));
  }

  /** Add a reading; null for a call without a reply, which counts as a blank worth nothing. */
  push(reading: ReadingRow | null): void {
    if (this.rows === this.#capacity) {
      this.#grow();
    }
    const row = this.rows++;
    this.#status[row] = reading === null ? 0 : answerStatuses.indexOf(reading.status);
    this.#answer[row] = reading === null ? 0 : this.answers.code(answerString(reading.optionIds));
    for (let scorer = 0; scorer < this.#mark.length; scorer++) {
      const column = this.#mark[scorer];
      if (column !== undefined) {
        column[row] = this.#marks.code(reading === null ? blank : (reading.marks[scorer] ?? unmarked));
      }
    }
  }

  #grow(): void {
    const capacity = Math.ceil(this.#capacity * 1.5);
    this.#capacity = capacity;
    this.#status = enlarged(this.#status, capacity);
    this.#answer = enlarged(this.#answer, capacity);
    for (const [scorer, column] of this.#mark.entries()) {
      this.#mark[scorer] = enlarged(column, capacity);
    }
  }

  /** The columns at their length: use them once all rows are there. */
  values() {
    const { rows } = this;
    const { points, least } = this.#marks;
    return {
      status: this.#status.subarray(0, rows),
      answer: this.#answer.subarray(0, rows),
      points: this.#mark.map((column) => decoded(column, rows, points)),
      // Few measures want it.
      least: (): Float64Array[] => this.#mark.map((column) => decoded(column, rows, least)),
    };
  }
}

function decoded(codes: Int32Array, rows: number, values: readonly number[]): Float64Array {
  const column = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    column[row] = values[codes[row] ?? 0] ?? Number.NaN;
  }
  return column;
}

const blank: ScaledMark = { points: 0, least: 0 };
const unmarked: ScaledMark = { points: Number.NaN, least: Number.NaN };

/** Option ids in code-point order, joined: the class a reading or a key belongs to. */
export function answerString(optionIds: readonly string[]): string {
  return optionIds.length < 2
    ? (optionIds[0] ?? "")
    : [...optionIds].sort().join(optionIds.every((id) => id.length === 1) ? "" : "+");
}
