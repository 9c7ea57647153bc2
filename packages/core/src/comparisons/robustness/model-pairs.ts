import { UsageError } from "../../base/errors.ts";
import type { RobustnessPair } from "../../records/robustness.ts";
import type { KnownModels } from "../../runs/known-models.ts";
import type { RunSettings } from "../run-settings.ts";

/** Two models to hold against each other, by id. */
export type ModelPair = Pick<RobustnessPair, "first" | "second" | "kind">;

/**
 * The pairs whose robustness is compared: every clinical model with the general one it was made from, where facts say so
 * and both sat, and every other model with the reference, where one is named.
 *
 * @param reference Id of a model that the caller names; the study's own otherwise. Throws ARGUMENT_INVALID for one that
 *   the caller names and the run does not have.
 */
export function robustnessPairs(
  models: readonly string[],
  settings: RunSettings,
  known: KnownModels,
  reference?: string,
): readonly ModelPair[] {
  if (reference !== undefined && !models.includes(reference)) {
    throw new UsageError("ARGUMENT_INVALID", `--reference ${reference}: the run has ${models.join(", ")}`);
  }
  const factsOf = new Map(models.map((id) => [id, known.find(settings.facts.get(id) ?? id)]));
  const descent = models.flatMap((first): ModelPair[] => {
    const facts = factsOf.get(first);
    const parent = facts === undefined ? undefined : known.generalParentOf(facts);
    return models.flatMap((second) =>
      parent !== undefined && second !== first && factsOf.get(second)?.id === parent.id
        ? [{ first, second, kind: "descent" as const }]
        : [],
    );
  });
  const held = reference ?? settings.comparison.reference;
  if (held === undefined || !models.includes(held)) {
    return descent;
  }
  const others = models.filter(
    (first) => first !== held && !descent.some((pair) => pair.first === first && pair.second === held),
  );
  return [...descent, ...others.map((first) => ({ first, second: held, kind: "reference" as const }))];
}
