import { clusteredMcnemarTest } from "../statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import type { HiMergingSettings } from "./hi-merging-settings.ts";
import type { ItemJudge } from "./item-judge.ts";
import { itemLooks } from "./item-looks.ts";
import type { MergeTask } from "./merge-judge.ts";
import { baseRecipe, onlyLayer, onlyModel, type WeightsRecipe, withoutLayer } from "./weights-recipe.ts";

/** What a layer does for a task, in mean scores. */
export interface LayerImpact {
  /** Score lost when the layer's task vectors are taken away. */
  readonly deletion: number;
  /** Score gained when they alone are put on the base. */
  readonly addition: number;
  /** The sum of both. */
  readonly contribution: number;
  /** Of the contribution, over groups of items; NaN with fewer than two. */
  readonly standardError: number;
}

/** What merging does to one layer's contribution to one task. */
export interface LayerLoss {
  readonly single: LayerImpact;
  readonly merged: LayerImpact;
  /** Contribution alone less contribution within the merge; above 0: weakened. */
  readonly loss: number;
  /** Of the loss, over groups of items; NaN with fewer than two. */
  readonly standardError: number;
  /** Two-sided, of the loss against 0, paired by group of items; the least of the looks, times their number. */
  readonly p: number;
  /** The same, over all layers and models (Holm). */
  readonly adjustedP: number;
  /** Items it was measured on. */
  readonly items: number;
}

/** One layer, for every model's own task. */
export interface LayerContributions {
  readonly layer: number;
  readonly models: readonly LayerLoss[];
  /** Sum of the losses: the higher, the earlier a layer is treated. */
  readonly totalLoss: number;
}

type Unadjusted = Omit<LayerLoss, "adjustedP">;

/**
 * Deletion and addition impact of every layer, in the single models (`tuned`, row by row) and in the merge, on validation
 * items. The difference of the two contributions is tested item by item, those of one group together
 * (`clusteredMcnemarTest`): every variant answers the same items.
 *
 * With several looks a layer is measured on a share of a task's items first, and on more only while its loss is neither
 * found (its p-value times the looks, times all layers and models, is at most `alpha`) nor hopeless. Multiplying by the
 * number of looks (Bonferroni) keeps the level wherever it stops; giving up what is hopeless can only find less.
 */
export async function measureLayers(
  judge: Pick<ItemJudge, "judge">,
  tasks: readonly MergeTask[],
  { tuned, merged }: { readonly tuned: WeightsRecipe; readonly merged: WeightsRecipe },
  settings: Pick<HiMergingSettings, "alpha" | "layerLooks" | "layerHopeless">,
): Promise<LayerContributions[]> {
  const layers = Array.from({ length: merged[0]?.length ?? 0 }, (_, layer) => layer);
  const family = layers.length * tasks.length;
  const looksOf = tasks.map((task) => itemLooks(task, settings.layerLooks));
  const measureOne = async (layer: number, model: number): Promise<Unadjusted> => {
    const looks = looksOf[model] ?? [];
    let least = 1;
    let last: Unadjusted | undefined;
    for (const look of looks) {
      last = await measureLook(judge, { tasks, tuned, merged, layer, model, look });
      least = Math.min(least, last.p);
      if (least * looks.length * family <= settings.alpha || last.p > settings.layerHopeless) {
        break;
      }
    }
    if (last === undefined) {
      throw new RangeError("a task without validation items");
    }
    return { ...last, p: Math.min(1, least * looks.length) };
  };
  const untested = await Promise.all(
    layers.map((layer) => Promise.all(tasks.map((_, model) => measureOne(layer, model)))),
  );
  const adjusted = holmAdjust(Float64Array.from(untested.flatMap((models) => models.map(({ p }) => p))));
  return untested.map((models, layer) => ({
    layer,
    models: models.map((one, model) => ({ ...one, adjustedP: adjusted[layer * tasks.length + model] ?? 1 })),
    totalLoss: models.reduce((sum, { loss }) => sum + loss, 0),
  }));
}

/** One layer's contributions to one model's task, on some of its items. */
async function measureLook(
  { judge }: Pick<ItemJudge, "judge">,
  {
    tasks,
    tuned,
    merged,
    layer,
    model,
    look,
  }: {
    readonly tasks: readonly MergeTask[];
    readonly tuned: WeightsRecipe;
    readonly merged: WeightsRecipe;
    readonly layer: number;
    readonly model: number;
    readonly look: readonly number[];
  },
): Promise<Unadjusted> {
  const ask = (recipe: WeightsRecipe) => judge(recipe, model, look);
  const single = onlyModel(tuned, model);
  const [base, ...answers] = await Promise.all(
    [
      baseRecipe(tasks.length, tuned[0]?.length ?? 0),
      ...[single, merged].flatMap((recipe) => [recipe, withoutLayer(recipe, layer), onlyLayer(recipe, layer)]),
    ].map(ask),
  );
  const impact = ([whole = [], without = [], alone = []]: readonly (readonly number[])[]) => {
    const deletion = whole.map((score, item) => score - (without[item] ?? 0));
    const addition = alone.map((score, item) => score - (base?.[item] ?? 0));
    return { deletion, addition, both: deletion.map((amount, item) => amount + (addition[item] ?? 0)) };
  };
  const [own, within] = [impact(answers.slice(0, 3)), impact(answers.slice(3))];
  const losses = own.both.map((amount, item) => amount - (within.both[item] ?? 0));
  const groups = look.map((item) => {
    const { group, id = "" } = tasks[model]?.items.validation[item] ?? {};
    return group === undefined ? `item ${id}` : `group ${group}`;
  });
  const meansOf = ({ deletion, addition, both }: typeof own): LayerImpact => ({
    ...{ deletion: mean(deletion), addition: mean(addition), contribution: mean(both) },
    standardError: standardError(both, sumsOf(both, groups)),
  });
  const sums = sumsOf(losses, groups);
  return {
    ...{ single: meansOf(own), merged: meansOf(within), loss: mean(losses), items: look.length },
    ...{ standardError: standardError(losses, sums), p: clusteredMcnemarTest({ sums }).p },
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function sumsOf(values: readonly number[], groups: readonly string[]): Float64Array {
  const sums = new Map<string, number>();
  for (const [item, value] of values.entries()) {
    const group = groups[item] ?? "";
    sums.set(group, (sums.get(group) ?? 0) + value);
  }
  return Float64Array.from(sums.values());
}

/** Of a mean, from its sums over groups. */
function standardError(values: readonly number[], sums: Float64Array): number {
  const groups = sums.length;
  const sum = sums.reduce((total, amount) => total + amount, 0);
  const spread = sums.reduce((total, amount) => total + (amount - sum / groups) ** 2, 0);
  return groups < 2 ? Number.NaN : Math.sqrt((spread * groups) / (groups - 1)) / values.length;
}
