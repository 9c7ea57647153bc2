import type { HiMergingSettings } from "./hi-merging-settings.ts";
import type { LayerContributions, LayerLoss } from "./layer-contributions.ts";

/**
 * severe: all models lose what the layer gave them alone. partial: some lose, some gain. one-sided: some lose, none gains.
 * mutual: none loses. none: neither loss nor gain that a test would find.
 */
export type LayerClass = "severe" | "partial" | "one-sided" | "mutual" | "none";

/** Whether merging weakened a layer for a task (1), strengthened it (−1), or neither can be said (0). */
export function lossSign(
  { loss, adjustedP }: Pick<LayerLoss, "loss" | "adjustedP">,
  { classes, alpha }: Pick<HiMergingSettings, "classes" | "alpha">,
): -1 | 0 | 1 {
  if (classes === "tested" && adjustedP > alpha) {
    return 0;
  }
  return loss > 0 ? 1 : loss < 0 ? -1 : 0;
}

/** Class of a layer by the signs of its losses. */
export function classifyLayer(
  { models }: Pick<LayerContributions, "models">,
  settings: Pick<HiMergingSettings, "classes" | "alpha" | "severeFrom">,
): LayerClass {
  const signs = models.map((one) => lossSign(one, settings));
  const weakened = signs.filter((sign) => sign === 1).length;
  const strengthened = signs.filter((sign) => sign === -1).length;
  if (models.length >= 2 && weakened >= (settings.severeFrom === "two" ? 2 : models.length)) {
    return "severe";
  }
  if (weakened > 0) {
    return strengthened > 0 ? "partial" : "one-sided";
  }
  return strengthened > 0 || settings.classes === "signs" ? "mutual" : "none";
}
