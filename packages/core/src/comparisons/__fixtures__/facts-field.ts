import { type ModelFacts, modelFactsSchema } from "../../records/model-facts.ts";
import { createKnownModels, type KnownModels } from "../../runs/known-models.ts";
import type { RunSettings } from "../run-settings.ts";
import { comparisonSettings } from "./comparison-field.ts";

/** Facts of a made-up model; what is not given is not published. */
export function madeUpFacts(id: string, facts: Partial<ModelFacts> = {}): ModelFacts {
  const given = { domain: "general" as const, openWeights: true, ...facts };
  const sources = Object.fromEntries(
    Object.entries(given)
      .filter(([field, value]) => value !== null && field !== "parentExternal")
      .map(([field]) => [field, "made up for a test"]),
  );
  return modelFactsSchema.parse({ id, name: id, ...given, sources });
}

/** Models of these sizes in billions and families; dense. */
export function denseModels(sizes: readonly (readonly [id: string, billions: number, family: string])[]): KnownModels {
  return createKnownModels(
    sizes.map(([id, billions, family]) =>
      madeUpFacts(id, { totalParameters: billions * 1e9, architecture: "dense", family }),
    ),
  );
}

/** Settings in which every model's facts go by its id, unless another name is given. */
export function factsSettings(facts: Readonly<Record<string, string>> = {}): RunSettings {
  return { ...comparisonSettings(), facts: new Map(Object.entries(facts)) };
}

/** So many right of so many items. */
export function rightOf(right: number, items: number): number[] {
  return Array.from({ length: items }, (_, item) => (item < right ? 1 : 0));
}
