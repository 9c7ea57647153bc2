import { type AnswerStatus, answerStatuses } from "../../records/answer.ts";
import type { Estimate } from "../../records/estimate.ts";
import type { CellReplies } from "../checks/cell-replies.ts";
import type { CutCell } from "../checks/cut-replies.ts";
import type { AnomalyInput } from "../checks/check-input.ts";
import type { Field } from "../field.ts";
import { comparisonSettings } from "./comparison-field.ts";

/** A run of one field as its checks look at it, with nothing but the field and the settings. */
export function anomalyInput(field: Field, more: Partial<AnomalyInput> = {}): AnomalyInput {
  return {
    run: "run",
    fields: [field],
    settings: comparisonSettings(),
    estimates: [],
    sensitivity: [],
    replies: [],
    cuts: [],
    yardsticks: new Set(),
    published: [],
    sameModel: (published, id) => published === id,
    isUnsound: () => false,
    ...more,
  };
}

/** One reply to each item, all read and whole, but for what is given. */
export function cellReplies(field: Field, model: string, more: Partial<CellReplies> = {}): CellReplies {
  const column = (): Int32Array => new Int32Array(field.itemIds.length);
  const place = field.models.findIndex(({ id }) => id === model);
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    model,
    replies: column().fill(1),
    truncated: column(),
    statuses: Object.fromEntries(answerStatuses.map((status) => [status, column()])) as Record<AnswerStatus, Int32Array>,
    wholePoints: field.points[place] ?? new Float64Array(),
    labels: ["A", "B", "C", "D"],
    chosen: new Float64Array(4),
    keys: new Float64Array(4),
    ...more,
  };
}

/**
 * Replies of a model read by one extractor, as they came and cut at 64 tokens: `kept` of its right answers are still there
 * then, the first ones; the others are unreadable.
 */
export function cutCell(field: Field, model: string, kept: number, more: Partial<CutCell> = {}): CutCell {
  const whole = field.points[field.models.findIndex(({ id }) => id === model)] ?? new Float64Array();
  const cut = whole.map((point, item) => (item < kept ? point : 0));
  const readable = whole.map((point, item) => (item < kept ? point : Number.NaN));
  return {
    exam: field.exam,
    arm: field.arm,
    model,
    replies: whole.length,
    uncounted: 0,
    longer: new Map([[64, whole.length - kept]]),
    readings: [
      { extractor: "layered", limit: null, posed: whole, readable: whole },
      { extractor: "layered", limit: 64, posed: cut, readable },
    ],
    ...more,
  };
}

/** An overall accuracy under a protocol. */
export function accuracyRow(field: Field, model: string, value: number, half: number, extractor: string): Estimate {
  return {
    measure: "accuracy",
    exam: field.exam,
    model,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    extractor,
    denominator: "posed",
    stratum: {},
    value,
    low: value - half,
    high: value + half,
    level: 0.95,
    method: "wilson",
    nItems: field.itemIds.length,
    nClusters: field.itemIds.length,
    nCalls: field.itemIds.length,
    excluded: {},
    status: "estimated",
  };
}
