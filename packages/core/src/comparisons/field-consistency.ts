import type { FieldConsistency } from "../records/exam-standard.ts";
import { classificationConsistency } from "../statistics/classification-consistency.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { cronbachAlpha } from "../statistics/cronbach-alpha.ts";
import type { Field } from "./field.ts";
import { ownItems } from "./own-items.ts";
import type { ExamPart } from "./standard-parts.ts";

/**
 * How far the pass decisions of one sitting can be trusted over the candidates that have all items: Huynh's
 * beta-binomial for single 0/1 items, Livingston and Lewis's on alpha where items are clustered or have partial credit.
 * Only for an exam in one piece with a mark.
 */
export function fieldConsistency(
  field: Field,
  candidates: readonly number[],
  parts: readonly ExamPart[],
  passMark: number | null,
): FieldConsistency {
  const items = field.itemIds.length;
  if (passMark === null) {
    return { status: "not-estimable", why: "no pass mark is stated" };
  }
  if (parts.length !== 1 || parts[0]?.minimum !== null) {
    return { status: "not-estimable", why: "the exam has parts with weights or minima" };
  }
  const whole = candidates
    .map((model) => ownItems(field, model).points)
    .filter((points) => points.length === items && items >= 2);
  if (whole.length < 2) {
    return { status: "not-estimable", why: "fewer than two models have all items" };
  }
  const simple =
    clusterIndex(field.clusters).allSingle && whole.every((own) => own.every((point) => point === 0 || point === 1));
  const points = Float64Array.from(whole.flatMap((own) => [...own]));
  const alpha = simple ? null : cronbachAlpha({ candidates: whole.length, items, points }, 0.95);
  if (alpha?.status === "not-estimable") {
    return { status: "not-estimable", why: "all models have the same score" };
  }
  const scores = Float64Array.from(whole, (own) => own.reduce((sum, point) => sum + point, 0) / items);
  const found = classificationConsistency({
    scores,
    items,
    mark: passMark,
    ...(alpha === null ? {} : { reliability: Math.min(1 - 1e-9, Math.max(0, alpha.alpha)) }),
  });
  if (found.status === "not-estimable") {
    return { status: "not-estimable", why: "all models have the same score" };
  }
  const { consistency, kappa, accuracy, falsePass, falseFail, reliability } = found;
  return {
    status: "estimated",
    consistency,
    kappa,
    accuracy,
    falsePass,
    falseFail,
    reliability,
    candidates: whole.length,
  };
}
