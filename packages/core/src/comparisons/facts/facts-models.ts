import type { FactsModel, LeftOutModel } from "../../records/facts-analysis.ts";
import type { ModelFacts } from "../../records/model-facts.ts";
import type { KnownModels } from "../../runs/known-models.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { meanInterval } from "../../statistics/mean-interval.ts";
import type { Field } from "../field.ts";
import type { RunSettings } from "../run-settings.ts";
import { factsReasons, notTold } from "./facts-reasons.ts";

/** A model of a field beside its facts. */
export interface KnownFieldModel {
  /** Place among the field's models. */
  readonly place: number;
  readonly facts: ModelFacts;
  readonly row: FactsModel;
  /** Accuracy over its items, 0–1. */
  readonly accuracy: number;
}

/** Items of a field that were scored for all of these models, by place. */
export function scoredItems(field: Field, models: readonly number[]): Int32Array {
  return Int32Array.from(field.itemIds.keys()).filter((item) =>
    models.every((model) => !Number.isNaN(field.points[model]?.[item] ?? Number.NaN)),
  );
}

/** Points of a model, and clusters, of some items. */
export function pointsOf(field: Field, model: number, items: Int32Array) {
  return {
    points: Float64Array.from(items, (item) => field.points[model]?.[item] ?? Number.NaN),
    clusters: items.map((item) => field.clusters[item] ?? 0),
  };
}

/** The models of a field whose facts are known and for which something was scored, best first; and the others. */
export function knownFieldModels(
  field: Field,
  settings: RunSettings,
  known: KnownModels,
): { readonly models: readonly KnownFieldModel[]; readonly leftOut: readonly LeftOutModel[] } {
  const models: KnownFieldModel[] = [];
  const leftOut: LeftOutModel[] = [];
  for (const [place, { name, id }] of field.models.entries()) {
    const facts = known.find(settings.facts.get(id) ?? id);
    const items = scoredItems(field, [place]);
    const { points, clusters } = pointsOf(field, place, items);
    const mean = meanInterval(points, clusterIndex(clusters), settings.confidence);
    if (facts === undefined || mean === null) {
      leftOut.push({ name, why: facts === undefined ? factsReasons.unknown : factsReasons.unscored });
      continue;
    }
    const { value, low, high } = mean;
    models.push({
      place,
      facts,
      accuracy: value,
      row: { ...rowOf(name, facts), accuracy: { value, low, high }, nItems: items.length },
    });
  }
  return { models: models.sort((a, b) => b.accuracy - a.accuracy || a.place - b.place), leftOut };
}

function rowOf(name: string, facts: ModelFacts): FactsModel {
  const { id, family, totalParameters, architecture, domain, reasoning, trainingCutoff } = facts;
  return {
    name,
    factsId: id,
    accuracy: notTold(factsReasons.unscored),
    nItems: 0,
    family,
    totalParameters,
    activeParameters: activeParametersOf(facts),
    architecture,
    domain,
    reasoning,
    trainingCutoff,
  };
}

/** A dense model computes each token with all of its parameters, also where its file leaves that unsaid. */
function activeParametersOf({ architecture, activeParameters, totalParameters }: ModelFacts): number | null {
  return activeParameters ?? (architecture === "dense" ? totalParameters : null);
}

/** Cluster codes of models by family; a model without a stated family is one of its own, but the same model is not two. */
export function familyCodes(models: readonly KnownFieldModel[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(models, ({ facts }) => {
    const key = facts.family === null ? `model ${facts.id}` : `family ${facts.family}`;
    const code = codes.get(key) ?? codes.size;
    codes.set(key, code);
    return code;
  });
}
