import { clusteredMcnemarTest } from "../statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import type { MergeJudge, MergeTask } from "./merge-judge.ts";
import { baseRecipe, onlyLayer, onlyModel, type WeightsRecipe, withoutLayer } from "./weights-recipe.ts";

/** What a layer does for a task, in mean scores. */
export interface LayerImpact {
  /** Score lost when the layer's task vectors are taken away. */
  readonly deletion: number;
  /** Score gained when they alone are put on the base. */
  readonly addition: number;
  /** The sum of both. */
  readonly contribution: number;
}

/** What merging does to one layer's contribution to one task. */
export interface LayerLoss {
  readonly single: LayerImpact;
  readonly merged: LayerImpact;
  /** Contribution alone less contribution within the merge; above 0: weakened. */
  readonly loss: number;
  /** Of the loss, over groups of items. */
  readonly standardError: number;
  /** Two-sided, of the loss against 0, paired by group of items. */
  readonly p: number;
  /** The same, over all layers and models (Holm). */
  readonly adjustedP: number;
}

/** One layer, for every model's own task. */
export interface LayerContributions {
  readonly layer: number;
  readonly models: readonly LayerLoss[];
  /** Sum of the losses: the higher, the earlier a layer is treated. */
  readonly totalLoss: number;
}

/**
 * Deletion and addition impact of every layer, in the single models (`tuned`, row by row) and in the merge, on validation
 * items. The difference of the two contributions is tested item by item, those of one group together
 * (`clusteredMcnemarTest`): every variant answers the same items.
 */
export async function measureLayers(
  judge: MergeJudge,
  tasks: readonly MergeTask[],
  { tuned, merged }: { readonly tuned: WeightsRecipe; readonly merged: WeightsRecipe },
): Promise<LayerContributions[]> {
  const layers = merged[0]?.length ?? 0;
  const untested: { readonly layer: number; readonly models: Omit<LayerLoss, "adjustedP">[] }[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const models: Omit<LayerLoss, "adjustedP">[] = [];
    for (const [model, task] of tasks.entries()) {
      const ask = (recipe: WeightsRecipe) => judge(recipe, model, "validation");
      const base = await ask(baseRecipe(tasks.length, layers));
      const impact = async (recipe: WeightsRecipe) => {
        const whole = await ask(recipe);
        const without = await ask(withoutLayer(recipe, layer));
        const alone = await ask(onlyLayer(recipe, layer));
        const deletion = whole.map((score, item) => score - (without[item] ?? 0));
        const addition = alone.map((score, item) => score - (base[item] ?? 0));
        return { deletion, addition, both: deletion.map((amount, item) => amount + (addition[item] ?? 0)) };
      };
      const single = await impact(onlyModel(tuned, model));
      const within = await impact(merged);
      const losses = single.both.map((amount, item) => amount - (within.both[item] ?? 0));
      models.push({
        ...{ single: meansOf(single), merged: meansOf(within), loss: mean(losses) },
        ...tested(losses, task),
      });
    }
    untested.push({ layer, models });
  }
  const adjusted = holmAdjust(Float64Array.from(untested.flatMap(({ models }) => models.map(({ p }) => p))));
  return untested.map(({ layer, models }) => ({
    layer,
    models: models.map((one, model) => ({ ...one, adjustedP: adjusted[layer * tasks.length + model] ?? 1 })),
    totalLoss: models.reduce((sum, { loss }) => sum + loss, 0),
  }));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function meansOf(impact: {
  readonly deletion: readonly number[];
  readonly addition: readonly number[];
  readonly both: readonly number[];
}): LayerImpact {
  return { deletion: mean(impact.deletion), addition: mean(impact.addition), contribution: mean(impact.both) };
}

function tested(losses: readonly number[], task: MergeTask): { readonly standardError: number; readonly p: number } {
  const sums = new Map<string, number>();
  for (const [index, loss] of losses.entries()) {
    const { group, id = "" } = task.items.validation[index] ?? {};
    const key = group === undefined ? `item ${id}` : `group ${group}`;
    sums.set(key, (sums.get(key) ?? 0) + loss);
  }
  const amounts = Float64Array.from(sums.values());
  const groups = amounts.length;
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const spread = amounts.reduce((total, amount) => total + (amount - sum / groups) ** 2, 0);
  const standardError = groups < 2 ? Number.NaN : Math.sqrt((spread * groups) / (groups - 1)) / losses.length;
  return { standardError, p: clusteredMcnemarTest({ sums: amounts }).p };
}
