import type { AccuracyFront, CostKind, FrontModel, LeftOutModel } from "../../records/facts-analysis.ts";
import type { ModelOperations } from "../../runs/operations.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { meanInterval } from "../../statistics/mean-interval.ts";
import { paretoFront } from "../../statistics/pareto-front.ts";
import type { Field } from "../field.ts";
import { pointsOf, scoredItems } from "./facts-models.ts";
import { factsReasons } from "./facts-reasons.ts";

/** What the calls of runs took, by run in the order they were gathered. */
export type RunOperations = readonly (readonly ModelOperations[])[];

const kinds: readonly CostKind[] = ["cost", "latency", "tokens"];

interface CostOfCall {
  readonly cost: number;
  readonly unit: string;
}

/**
 * Accuracy of every model of a field against what a call of it took, facts or not. Operations are of whole runs: where
 * a run has several exams or ways of asking, a call is the mean over all of them. Models in another currency than the
 * first are left out: amounts in two currencies are not ordered.
 */
export function accuracyFronts(
  field: Field,
  operations: RunOperations | undefined,
  level: number,
): { readonly fronts: readonly AccuracyFront[]; readonly missing: readonly { kind: CostKind; why: string }[] } {
  if (operations === undefined) {
    return { fronts: [], missing: kinds.map((kind) => ({ kind, why: factsReasons.noOperations })) };
  }
  const fronts = kinds.map((kind) => frontOf(field, kind, operations, level));
  return {
    fronts: fronts.filter(({ models }) => models.length > 0),
    missing: fronts.filter(({ models }) => models.length === 0).map(({ kind }) => ({ kind, why: reasons[kind] })),
  };
}

const reasons: Readonly<Record<CostKind, string>> = {
  cost: factsReasons.unpriced,
  latency: factsReasons.untimed,
  tokens: factsReasons.uncounted,
};

function costOf(kind: CostKind, operations: ModelOperations | undefined): CostOfCall | null {
  if (operations === undefined || operations.calls === 0) {
    return null;
  }
  const { calls, cost, latencyMs, completionTokens, callsWithoutUsage } = operations;
  switch (kind) {
    case "cost":
      return cost === null ? null : { cost: cost.amount / calls, unit: cost.currency };
    case "latency":
      return latencyMs === null ? null : { cost: latencyMs.p50, unit: "ms" };
    case "tokens": {
      const counted = calls - callsWithoutUsage;
      return completionTokens === null || counted <= 0 ? null : { cost: completionTokens / counted, unit: "tokens" };
    }
  }
}

function frontOf(field: Field, kind: CostKind, operations: RunOperations, level: number): AccuracyFront {
  const models: Omit<FrontModel, "onFront">[] = [];
  const leftOut: LeftOutModel[] = [];
  let unit: string | null = null;
  for (const [place, { name, id, run }] of field.models.entries()) {
    const own = operations[run]?.find(({ model }) => model === id);
    const cost = costOf(kind, own);
    const items = scoredItems(field, [place]);
    const { points, clusters } = pointsOf(field, place, items);
    const mean = meanInterval(points, clusterIndex(clusters), level);
    if (cost === null || mean === null) {
      leftOut.push({ name, why: cost === null ? reasons[kind] : factsReasons.unscored });
      continue;
    }
    unit ??= cost.unit;
    if (cost.unit !== unit) {
      leftOut.push({ name, why: factsReasons.otherCurrency });
      continue;
    }
    const { value, low, high } = mean;
    models.push({
      name,
      accuracy: { value, low, high },
      nItems: items.length,
      cost: cost.cost,
      calls: own?.calls ?? 0,
    });
  }
  const front = paretoFront(
    Float64Array.from(models, ({ accuracy }) => accuracy.value ?? 0),
    Float64Array.from(models, ({ cost }) => cost),
  );
  return {
    kind,
    unit: unit ?? "",
    models: models
      .map((model, at) => ({ ...model, onFront: front[at] === 1 }))
      .sort((a, b) => a.cost - b.cost || (b.accuracy.value ?? 0) - (a.accuracy.value ?? 0)),
    leftOut,
  };
}
