import type { AnomalyCheck, AnomalyFinding, AnomalyQuantity, AnomalyRow } from "../../records/anomaly-checks.ts";
import type { ComparedValue } from "../../records/comparison.ts";
import type { Estimate } from "../../records/estimate.ts";
import type { PublishedValue } from "../../records/published-value.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { meanInterval } from "../../statistics/mean-interval.ts";
import type { Field } from "../field.ts";
import type { RunSettings } from "../run-settings.ts";
import type { CellReplies } from "./cell-replies.ts";
import type { CutCell } from "./cut-replies.ts";

/** A run as its checks look at it. */
export interface AnomalyInput {
  /** Name of the run. */
  readonly run: string;
  /** All fields of the run, perturbed ones too. */
  readonly fields: readonly Field[];
  readonly settings: RunSettings;
  /** Rows of estimates.json and of sensitivity.json. */
  readonly estimates: readonly Estimate[];
  readonly sensitivity: readonly Estimate[];
  readonly replies: readonly CellReplies[];
  /** The replies cut at several token limits and read anew; null where an extractor or scorer of the run is not known. */
  readonly cuts: readonly CutCell[] | null;
  /** Ids of models that stand for a habit, not for knowledge: constant label, longest option, chance. */
  readonly yardsticks: ReadonlySet<string>;
  readonly published: readonly PublishedValue[];
  /** Whether a published row's name means the model of this id. */
  readonly sameModel: (published: string, id: string) => boolean;
  /** Whether a perturbed item no longer asks the same question. */
  readonly isUnsound: (exam: string, perturbation: string, itemId: string) => boolean;
}

/** What one check looks at: the items as published under one way of asking, and the whole run. */
export interface CheckContext {
  readonly field: Field;
  readonly input: AnomalyInput;
}

/** A check's result without its address. */
export type CheckResult = Pick<AnomalyCheck, "status" | "finding" | "counts" | "rates" | "rows">;

/** A check that lacks what it needs. */
export function notRun(finding: AnomalyFinding): CheckResult {
  return { status: "not-run", finding, counts: {}, rates: {}, rows: [] };
}

/** A row without flag, test and further address, for what a check adds. */
export function rowOf(
  quantity: AnomalyQuantity,
  model: string | null,
  value: ComparedValue,
  n: number | null,
  more: Partial<Pick<AnomalyRow, "of" | "p" | "flagged">> = {},
): AnomalyRow {
  return { model, of: null, quantity, ...value, n, p: null, flagged: false, ...more };
}

/** Why a mean is not there. */
export const noItem = "no calls to measure";

/** Mean of some items' values (0–1, NaN where there is none) with its interval, and the items behind it. */
export function meanOver(
  field: Field,
  values: Float64Array,
  level: number,
): { readonly value: ComparedValue; readonly n: number } {
  const items = Int32Array.from(values.keys()).filter((item) => !Number.isNaN(values[item] ?? Number.NaN));
  const clusters = clusterIndex(items.map((item) => field.clusters[item] ?? 0));
  const mean = meanInterval(
    Float64Array.from(items, (item) => values[item] ?? 0),
    clusters,
    level,
  );
  return {
    value:
      mean === null
        ? { value: null, low: null, high: null, why: noItem }
        : { value: mean.value, low: mean.low, high: mean.high },
    n: items.length,
  };
}

/** The replies of a model of a field. */
export function repliesOf({ field, input }: CheckContext, model: number): CellReplies | undefined {
  const { exam, arm, perturbation } = field;
  const id = field.models[model]?.id;
  return input.replies.find(
    (cell) => cell.exam === exam && cell.arm === arm && cell.perturbation === perturbation && cell.model === id,
  );
}

/** Whether a model of a field stands for a habit. */
export function isYardstick({ field, input }: CheckContext, model: number): boolean {
  return input.yardsticks.has(field.models[model]?.id ?? "");
}
