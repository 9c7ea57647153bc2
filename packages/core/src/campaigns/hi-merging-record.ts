import { vivaVersion } from "../base/version.ts";
import type { MeasuredImpact, SearchRecord } from "../merges/search-record.ts";
import { clusteredDegrees } from "../statistics/clustered-degrees.ts";
import { studentTQuantile } from "../statistics/student-t-quantile.ts";
import type { HiMergingResult } from "./hi-merging.ts";
import type { HiMergingSettings } from "./hi-merging-settings.ts";
import { itemLooks } from "./item-looks.ts";
import type { LayerImpact, LayerLoss } from "./layer-contributions.ts";
import type { MergeTask, TaskItem } from "./merge-judge.ts";
import type { WeightsRecipe } from "./weights-recipe.ts";

/** What a search is recorded with. */
export interface HiMergingRecordOptions {
  /** Names as they stand in the recipe of the result. */
  readonly base: string;
  readonly models: readonly string[];
  readonly tasks: readonly MergeTask[];
  /** Names of the layers. */
  readonly layers: readonly string[];
  readonly settings: HiMergingSettings;
  /** Of the intervals, each by itself; 0–1. */
  readonly level: number;
  /** Evaluations that were made, and that were known already; null where nobody counted. */
  readonly evaluations: { readonly made: number; readonly known: number } | null;
}

/**
 * The record of a search: what was tried, measured and done, with an interval of every contribution and loss over groups of
 * items.
 */
export function hiMergingRecord(
  found: HiMergingResult,
  { base, models, tasks, layers, settings, level, evaluations }: HiMergingRecordOptions,
): SearchRecord {
  return {
    ...{ format: 1, viva: vivaVersion, method: "hi-merging", base, models: [...models], layers: [...layers] },
    tasks: tasks.map(({ name, items }) => ({
      name,
      validationItems: items.validation.length,
      validationGroups: groupSizes(items.validation).length,
      testItems: items.test.length,
    })),
    settings: { ...settings },
    ...{ level, evaluations: evaluations === null ? null : { ...evaluations } },
    itemEvaluations: found.itemEvaluations,
    grids: found.grids.map(({ best, cells }, model) => ({
      best: { ...best, score: scoreOf(best) },
      cells: cells.map((cell, at) => ({
        ...cell,
        score: scoreOf(cell),
        items: found.gridItems[model]?.[at] ?? 0,
      })),
    })),
    contributions: found.layers.map(({ models: losses }) =>
      losses.map((one, model) => contribution(one, tasks[model], settings, level)),
    ),
    treatments: found.treatments.map(({ layer, class: kind, dropped, prunedAgain }) => ({
      ...{ layer, class: kind, dropped: [...dropped], prunedAgain: [...prunedAgain] },
    })),
    firstRound: plainRecipe(found.firstRound),
    final: plainRecipe(found.final),
  };
}

const scoreOf = ({ score }: { readonly score: number }): number | null => (Number.isNaN(score) ? null : score);

const plainRecipe = (recipe: WeightsRecipe) =>
  recipe.map((row) => row.map(({ density, scale }) => ({ density, scale })));

function groupSizes(items: readonly TaskItem[]): Float64Array {
  const sizes = new Map<string, number>();
  for (const { id, group } of items) {
    const key = group === undefined ? `item ${id}` : `group ${group}`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return Float64Array.from(sizes.values());
}

function contribution(
  { single, merged, loss, standardError, p, adjustedP, items }: LayerLoss,
  task: MergeTask | undefined,
  { layerLooks }: Pick<HiMergingSettings, "layerLooks">,
  level: number,
): SearchRecord["contributions"][number][number] {
  // A layer that was given up was looked at on some of the items.
  const look = task === undefined ? undefined : itemLooks(task, layerLooks).find((places) => places.length === items);
  const seen = (look ?? []).flatMap((place) => task?.items.validation[place] ?? []);
  const sizes = groupSizes(seen);
  // As if items of one group were copies: the fewest degrees of freedom that groups of these sizes can have.
  const quantile =
    sizes.length < 2
      ? Number.NaN
      : studentTQuantile((1 + level) / 2, clusteredDegrees(sizes, Number.POSITIVE_INFINITY));
  const measured = (value: number, error: number): MeasuredImpact => {
    const half = quantile * error;
    return Number.isNaN(half) ? { value, low: null, high: null } : { value, low: value - half, high: value + half };
  };
  const impact = (of: LayerImpact) => ({
    deletion: of.deletion,
    addition: of.addition,
    contribution: measured(of.contribution, of.standardError),
  });
  return {
    ...{ single: impact(single), merged: impact(merged), loss: measured(loss, standardError) },
    ...{ p, adjustedP, items, groups: sizes.length },
  };
}
