import { UsageError } from "../base/errors.ts";
import { type ModelGrid, searchGrid } from "./hi-merging-grid.ts";
import type { HiMergingSettings } from "./hi-merging-settings.ts";
import { createItemJudge } from "./item-judge.ts";
import { type LayerContributions, measureLayers } from "./layer-contributions.ts";
import { type MergeJudge, type MergeTask, requireHeldOut } from "./merge-judge.ts";
import { type LayerTreatment, treatLayer } from "./second-round.ts";
import { baseRecipe, onlyModel, scaledRecipe, type WeightsRecipe } from "./weights-recipe.ts";

/** What a search found. */
export interface HiMergingResult {
  /** Of each model; one cell, p = s = 1 with score NaN, where no first round was wanted. */
  readonly grids: readonly ModelGrid[];
  /** Of each model the items that every cell of its grid was examined on: fewer where it was given up. */
  readonly gridItems: readonly (readonly number[])[];
  /** The models pruned and scaled by themselves, row by row. */
  readonly tuned: WeightsRecipe;
  /** Their merge before the second round. */
  readonly firstRound: WeightsRecipe;
  /** Contributions when they were first measured, in the order of the layers; none where no second round was wanted. */
  readonly layers: readonly LayerContributions[];
  /** In the order in which layers were treated: highest total loss first, equal ones by their place. */
  readonly treatments: readonly LayerTreatment[];
  readonly final: WeightsRecipe;
  /** Items that models were put to, each counted once for each model: what reducers save. */
  readonly itemEvaluations: number;
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
  const items = createItemJudge(judge, tasks);
  const searched: Awaited<ReturnType<typeof searchGrid>>[] = [];
  for (const model of tasks.keys()) {
    searched.push(
      settings.firstRound === "grid" ? await searchGrid(items, settings, { tasks, layers, model }) : untouched,
    );
  }
  const grids = searched.map(({ grid }) => grid);
  const shares = grids.map(({ best: { density, scale } }) => ({ density, scale }));
  const tuned: WeightsRecipe = shares.map((share) => Array.from({ length: layers }, () => share));
  const firstRound = scaledRecipe(tuned, settings.mergedWeight === "one" ? 1 : 1 / tasks.length);
  const found = { grids, gridItems: searched.map((one) => one.items), tuned, firstRound };
  if (settings.secondRound === "none") {
    const nothing = { layers: [], treatments: [], final: firstRound };
    return { ...found, ...nothing, itemEvaluations: items.itemEvaluations() };
  }
  const gains: number[] = [];
  for (const model of tasks.keys()) {
    const alone = await items.judge(onlyModel(tuned, model), model);
    const base = await items.judge(baseRecipe(tasks.length, layers), model);
    gains.push(alone.reduce((sum, score, item) => sum + score - (base[item] ?? 0), 0) / alone.length);
  }
  const first = await measureLayers(items, tasks, { tuned, merged: firstRound }, settings);
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
      current = await measureLayers(items, tasks, { tuned, merged: final }, settings);
    }
  }
  return { ...found, layers: first, treatments, final, itemEvaluations: items.itemEvaluations() };
}

/** A model as it is. */
const whole = { density: 1, scale: 1, score: Number.NaN };
const untouched = { grid: { cells: [whole], best: whole }, items: [0] };
