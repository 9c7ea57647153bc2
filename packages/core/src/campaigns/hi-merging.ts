import { UsageError } from "../base/errors.ts";
import { type ModelGrid, searchGrid } from "./hi-merging-grid.ts";
import type { HiMergingSettings } from "./hi-merging-settings.ts";
import { type LayerContributions, measureLayers } from "./layer-contributions.ts";
import { type MergeJudge, type MergeTask, requireHeldOut } from "./merge-judge.ts";
import { type LayerTreatment, treatLayer } from "./second-round.ts";
import { baseRecipe, onlyModel, scaledRecipe, type WeightsRecipe } from "./weights-recipe.ts";

/** What a search found. */
export interface HiMergingResult {
  /** Of each model. */
  readonly grids: readonly ModelGrid[];
  /** The models pruned and scaled by themselves, row by row. */
  readonly tuned: WeightsRecipe;
  /** Their merge before the second round. */
  readonly firstRound: WeightsRecipe;
  /** Contributions when they were first measured, in the order of the layers. */
  readonly layers: readonly LayerContributions[];
  /** In the order in which layers were treated: highest total loss first, equal ones by their place. */
  readonly treatments: readonly LayerTreatment[];
  readonly final: WeightsRecipe;
}

/**
 * Hierarchical iterative merging: each model pruned and scaled by itself, then every layer's contribution alone and within
 * the merge, then layers in which merging costs contributions treated, the worst first. Only validation items are judged.
 * Model m is examined on task m; a judge that keeps its evaluations makes the search resumable.
 *
 * Throws MERGE_TUNED_ON_TEST (see `requireHeldOut`), and ARGUMENT_INVALID for fewer than two tasks, a task without
 * validation items, or no layer. Source: Fu et al. 2025, arXiv 2506.12379; what it leaves open is in the settings.
 */
export async function searchHiMerging(
  judge: MergeJudge,
  tasks: readonly MergeTask[],
  layers: number,
  settings: HiMergingSettings,
): Promise<HiMergingResult> {
  const empty = tasks.find(({ items }) => items.validation.length === 0);
  if (tasks.length < 2 || layers < 1 || empty !== undefined) {
    const why =
      empty === undefined ? `${tasks.length} models of ${layers} layers` : `${empty.name} has no validation items`;
    throw new UsageError(
      "ARGUMENT_INVALID",
      `Hi-Merging wants two models or more, layers, and items to tune on: ${why}`,
    );
  }
  requireHeldOut(tasks);
  const grids: ModelGrid[] = [];
  for (const model of tasks.keys()) {
    grids.push(await searchGrid(judge, settings, { models: tasks.length, layers, model }));
  }
  const shares = grids.map(({ best: { density, scale } }) => ({ density, scale }));
  const tuned: WeightsRecipe = shares.map((share) => Array.from({ length: layers }, () => share));
  const firstRound = scaledRecipe(tuned, settings.mergedWeight === "one" ? 1 : 1 / tasks.length);
  const gains: number[] = [];
  for (const model of tasks.keys()) {
    const alone = await judge(onlyModel(tuned, model), model, "validation");
    const base = await judge(baseRecipe(tasks.length, layers), model, "validation");
    gains.push(alone.reduce((sum, score, item) => sum + score - (base[item] ?? 0), 0) / alone.length);
  }
  const first = await measureLayers(judge, tasks, { tuned, merged: firstRound });
  const treatments: LayerTreatment[] = [];
  let final = firstRound;
  let current = first;
  for (let round = 0; round < layers; round++) {
    const treated = new Set(treatments.map(({ layer }) => layer));
    const [next] = current
      .filter(({ layer }) => !treated.has(layer))
      .toSorted((a, b) => b.totalLoss - a.totalLoss || a.layer - b.layer);
    if (next === undefined) {
      break;
    }
    const { recipe, treatment } = treatLayer(final, next, settings, { shares, gains });
    treatments.push(treatment);
    const changed = treatment.dropped.length + treatment.prunedAgain.length > 0;
    final = recipe;
    if (changed && settings.remeasure === "after-each" && round + 1 < layers) {
      current = await measureLayers(judge, tasks, { tuned, merged: final });
    }
  }
  return { grids, tuned, firstRound, layers: first, treatments, final };
}
