import { type AnswerStatus, answerStatuses } from "../../records/answer.ts";
import type { MeasureContext } from "../define.ts";
import type { ScoreTable, ScoreView } from "../score-table.ts";

/** One call in a test; what is left out is the plainest case. */
export interface TestRow {
  /** NaN for unscored. Default: 1 where answer and key are equal, else 0. */
  readonly points?: number;
  /** min / max of the scorer; default 0. */
  readonly least?: number;
  readonly cluster?: number;
  readonly item?: number;
  readonly status?: AnswerStatus;
  readonly truncated?: boolean;
  readonly filtered?: boolean;
  readonly empty?: boolean;
  readonly answer?: string;
  readonly key?: string;
  readonly chance?: number;
}

/** A view of a table with the given rows, all of them; each row is an item and a cluster of its own by default. */
export function viewOf(rows: readonly TestRow[]): ScoreView {
  const answerStrings = [...new Set(["", ...rows.flatMap(({ answer = "A", key = "A" }) => [answer, key])])];
  const zeros = new Uint16Array(rows.length);
  const flags = (flag: (row: TestRow) => boolean | undefined) => Uint8Array.from(rows, (row) => (flag(row) ? 1 : 0));
  const table: ScoreTable = {
    rows: rows.length,
    exams: ["exam"],
    models: ["model"],
    arms: ["arm"],
    perturbations: ["none"],
    scorers: ["exact-match"],
    answerStrings,
    exam: zeros,
    model: zeros,
    arm: zeros,
    perturbation: zeros,
    item: Int32Array.from(rows, (row, index) => row.item ?? index),
    cluster: Int32Array.from(rows, (row, index) => row.cluster ?? index),
    state: new Uint8Array(rows.length),
    status: Uint8Array.from(rows, ({ status = "chosen" }) => answerStatuses.indexOf(status)),
    truncated: flags(({ truncated }) => truncated),
    filtered: flags(({ filtered }) => filtered),
    empty: flags(({ empty }) => empty),
    answer: Int32Array.from(rows, ({ answer = "A" }) => answerStrings.indexOf(answer)),
    key: Int32Array.from(rows, ({ key = "A" }) => answerStrings.indexOf(key)),
    chance: Float64Array.from(rows, ({ chance = 0.25 }) => chance),
    points: [Float64Array.from(rows, ({ points, answer = "A", key = "A" }) => points ?? (answer === key ? 1 : 0))],
    least: [Float64Array.from(rows, ({ points, least = 0 }) => (Number.isNaN(points) ? Number.NaN : least))],
  };
  return { table, rows: Int32Array.from(rows.keys()), scorer: 0 };
}

/** A context at 95 %; `tags` holds for each tag the code of each item's value. */
export function contextOf(tags: Readonly<Record<string, readonly number[]>> = {}, resamples = 200): MeasureContext {
  return {
    level: 0.95,
    resamples,
    seed: 1,
    strataOf: (tag) => {
      const codes = tags[tag];
      if (codes === undefined) {
        throw new Error(`tag ${tag} was not loaded`);
      }
      return Int32Array.from(codes);
    },
  };
}
