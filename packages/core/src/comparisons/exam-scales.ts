import type { Estimable, ItemAnalysis } from "../records/item-analysis.ts";
import { cronbachAlpha } from "../statistics/cronbach-alpha.ts";
import { type ItemFit, itemFit } from "../statistics/item-fit.ts";
import { type RaschModel, raschModel } from "../statistics/rasch-model.ts";
import type { ResponseMatrix } from "../statistics/response-matrix.ts";
import type { ScoreMatrix } from "../statistics/score-matrix.ts";
import { testInformation } from "../statistics/test-information.ts";
import { type TwoParameterModel, twoParameterModel } from "../statistics/two-parameter-model.ts";
import { abilityAtMark } from "./ability-at-mark.ts";

/** Time of a two-parameter fit grows with items^1.5: past this it would take minutes and gigabytes. */
const mostTwoParameterItems = 20_000;

/** Reliability of the exam for its candidates. */
export function examReliability(matrix: ScoreMatrix, level: number): ItemAnalysis["reliability"] {
  const alpha = cronbachAlpha(matrix, level);
  if (alpha.status === "not-estimable") {
    return { status: "not-estimable", why: alpha.why };
  }
  const binary = matrix.points.every((point) => !(point > 0 && point < 1));
  const { candidates, items, leftOut, low, high } = alpha;
  return {
    status: "estimated",
    kind: binary ? "kr-20" : "alpha",
    value: alpha.alpha,
    low,
    high,
    candidates,
    items,
    leftOut,
  };
}

/** The Rasch model of an exam, as the record has it and as its items need it. */
export interface RaschScale {
  readonly record: ItemAnalysis["rasch"];
  /** Null without a fit. */
  readonly model: RaschModel | null;
  /** By item; empty without a fit. */
  readonly fit: readonly (ItemFit | null)[];
}

/** Fit the Rasch model; a fit that did not converge is none. */
export function raschScale(responses: ResponseMatrix): RaschScale {
  const model = raschModel(responses);
  if (model.status === "not-estimable") {
    return { record: { status: "not-estimable", why: model.reason }, model: null, fit: [] };
  }
  if (!model.converged) {
    return { record: { status: "not-estimable", why: "not-converged" }, model: null, fit: [] };
  }
  const { abilities, abilityErrors, difficulties, integrated, spread, spreadAtLimit } = model;
  return {
    record: {
      status: "estimated",
      integrated,
      spread,
      spreadAtLimit,
      abilities: [...abilities],
      abilityErrors: [...abilityErrors],
    },
    model,
    fit: itemFit(responses, { abilities, difficulties, discriminations: null }),
  };
}

/** What the exam tells about candidates at the pass mark. */
export function informationAtMark(
  model: RaschModel | null,
  weights: Float64Array,
  passMark: number | null,
): ItemAnalysis["passMarkInformation"] {
  if (passMark === null) {
    return { status: "not-estimable", why: "no-pass-mark" };
  }
  if (model === null) {
    return { status: "not-estimable", why: "no-difficulties" };
  }
  const items = { discriminations: null, difficulties: model.difficulties };
  const ability = abilityAtMark(items, weights, passMark);
  const { information, standardError } =
    ability === null ? { information: 0, standardError: null } : testInformation(items, ability);
  return ability === null || standardError === null
    ? { status: "not-estimable", why: "pass-mark-out-of-reach" }
    : { status: "estimated", passMark, ability, information, standardError };
}

/** The two-parameter model, from 100 candidates up, and its record. */
export function twoParameterScale(responses: ResponseMatrix): {
  readonly record: Estimable<{ readonly candidates: number; readonly items: number }>;
  readonly model: TwoParameterModel | null;
} {
  const refuse = (why: "too-many-items" | "too-few-candidates" | "too-few-items" | "not-converged") => ({
    record: { status: "not-estimable" as const, why },
    model: null,
  });
  const { candidates, items } = responses;
  if (items > mostTwoParameterItems) {
    return refuse("too-many-items");
  }
  const model = twoParameterModel(responses);
  if (model.status === "not-estimable") {
    return refuse(model.reason);
  }
  return model.converged ? { record: { status: "estimated", candidates, items }, model } : refuse("not-converged");
}
