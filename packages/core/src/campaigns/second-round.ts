import type { HiMergingSettings } from "./hi-merging-settings.ts";
import { classifyLayer, type LayerClass, lossSign } from "./layer-conflicts.ts";
import type { LayerContributions } from "./layer-contributions.ts";
import { type LayerShare, noShare, type WeightsRecipe, withShare } from "./weights-recipe.ts";

/** What was done about one layer. */
export interface LayerTreatment {
  readonly layer: number;
  readonly class: LayerClass;
  /** Models whose task vector of the layer was left out. */
  readonly dropped: readonly number[];
  /** Models whose task vector of the layer was pruned and scaled a second time. */
  readonly prunedAgain: readonly number[];
}

/**
 * Treat one layer: of a severe conflict the best contributor stays, of a partial one the target is pruned and scaled again,
 * anything else is left.
 *
 * @param gains What each model alone gains on the base: for contributions as shares of it; 0 or less counts as no scale.
 */
export function treatLayer(
  recipe: WeightsRecipe,
  found: LayerContributions,
  settings: HiMergingSettings,
  { shares, gains }: { readonly shares: readonly LayerShare[]; readonly gains: readonly number[] },
): { readonly recipe: WeightsRecipe; readonly treatment: LayerTreatment } {
  const { layer, models } = found;
  const kind = classifyLayer(found, settings);
  const signs = models.map((one) => lossSign(one, settings));
  const places = models.map((_, model) => model);
  let dropped: number[] = [];
  let prunedAgain: number[] = [];
  if (kind === "severe") {
    const worth = models.map((one, model) => {
      const { contribution } = one[settings.severeKeep];
      const gain = gains[model] ?? 0;
      return settings.contributionUnit === "share-of-gain" && gain > 0 ? contribution / gain : contribution;
    });
    const best = worth.indexOf(Math.max(...worth));
    dropped = places.filter((model) => model !== best);
  } else if (kind === "partial" || (kind === "one-sided" && settings.oneSided === "as-partial")) {
    prunedAgain = places.filter((model) => (signs[model] === 1) === (settings.partialTarget === "weakened"));
  }
  let changed = recipe;
  for (const model of dropped) {
    changed = withShare(changed, model, layer, noShare);
  }
  for (const model of prunedAgain) {
    const now = recipe[model]?.[layer] ?? noShare;
    changed = withShare(changed, model, layer, secondShare(now, shares[model] ?? now, settings));
  }
  return { recipe: changed, treatment: { layer, class: kind, dropped, prunedAgain } };
}

/**
 * The second round's share. Magnitudes are nested, so that pruning what was pruned is pruning from the start at the lower
 * density. A factor that the merge put on the scale stays.
 */
export function secondShare(
  now: LayerShare,
  first: LayerShare,
  { secondDensity, secondScale }: Pick<HiMergingSettings, "secondDensity" | "secondScale">,
): LayerShare {
  return {
    density: secondDensity === "half" ? first.density / 2 : (now.density * first.density) / 2,
    scale: secondScale === "replace" ? now.scale / 2 : (now.scale * first.scale) / 2,
  };
}
