import type { FactsAnalysis } from "../records/facts-analysis.ts";
import type { KnownModels } from "../runs/known-models.ts";
import { accuracyFronts, type RunOperations } from "./facts/accuracy-fronts.ts";
import { architectureComparison } from "./facts/architecture-comparison.ts";
import { cutoffComparisons } from "./facts/cutoff-comparisons.ts";
import { descentPairs } from "./facts/descent-pairs.ts";
import { knownFieldModels } from "./facts/facts-models.ts";
import { sizeCorrelation } from "./facts/size-correlation.ts";
import type { Field } from "./field.ts";
import type { RunSettings } from "./run-settings.ts";

/**
 * What published facts about the models say of a field: accuracy against size, mixtures of experts against dense models,
 * clinical models against what they were made from, accuracy against cost, and items older and newer than the models'
 * training data. Pure, and deterministic by `settings.seed`.
 *
 * A model's facts are found by `settings.facts` (the study's `models[].facts`, else its id); a model without them, or
 * without the fact an analysis needs, is left out of it with the reason. Nothing is guessed. A field without models, or
 * with one, gives a record whose numbers are null with their reasons.
 *
 * @param operations What the calls took, by run in the order the runs were gathered; without it there are no fronts.
 */
export function factsAnalysis(
  field: Field,
  settings: RunSettings,
  known: KnownModels,
  operations?: RunOperations,
): FactsAnalysis {
  const { confidence: level, seed } = settings;
  const { models, leftOut } = knownFieldModels(field, settings, known);
  const { pairs, leftOut: descentLeftOut } = descentPairs(field, models, known, level);
  const { fronts, missing } = accuracyFronts(field, operations, level);
  const { rows, leftOut: cutoffLeftOut, datedItems } = cutoffComparisons(field, models, level);
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    level,
    nItems: field.itemIds.length,
    nClusters: new Set(field.clusters).size,
    models: models.map(({ row }) => row),
    leftOut,
    size: (["total", "active"] as const).map((size) => sizeCorrelation(models, size, level)),
    architecture: architectureComparison(models, { level, seed }),
    descent: pairs,
    descentLeftOut,
    fronts,
    frontsMissing: missing,
    cutoff: rows,
    cutoffLeftOut,
    datedItems,
  };
}
