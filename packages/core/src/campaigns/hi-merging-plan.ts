import type { HiMergingSettings } from "./hi-merging-settings.ts";

/** What a search will take, known before it begins. An evaluation puts one model to one task's items. */
export interface HiMergingPlan {
  /** Pruning and scaling of each model by itself. */
  readonly gridEvaluations: number;
  /** Base, single and merged models as references. */
  readonly referenceEvaluations: number;
  /** Deletion and addition of each layer, single and merged; at most this many where contributions are measured again. */
  readonly layerEvaluations: number;
  /** At most; variants that coincide are examined once. */
  readonly evaluations: number;
  /** Different models that are made, at most. */
  readonly models: number;
  /** Bytes written when each of them is written whole. */
  readonly bytes: number;
}

/**
 * Count evaluations, models and bytes of a search.
 *
 * @param layers Groups of tensors that are measured apart. @param modelBytes Size of one written model.
 */
export function planHiMerging(
  settings: Pick<HiMergingSettings, "densities" | "scales" | "remeasure">,
  { models, layers, modelBytes }: { readonly models: number; readonly layers: number; readonly modelBytes: number },
): HiMergingPlan {
  const gridEvaluations = models * settings.densities.length * settings.scales.length;
  // After each changed layer the merge itself and both variants of each layer that is left are looked at again.
  const again = settings.remeasure === "once" ? 0 : (layers * (layers - 1)) / 2;
  const merges = settings.remeasure === "once" ? 1 : layers;
  const referenceEvaluations = (2 + merges) * models;
  const layerEvaluations = 4 * models * layers + 2 * models * again;
  // The single models stand in the grid already.
  const made = gridEvaluations + 1 + merges + 2 * models * layers + 2 * layers + 2 * again;
  return {
    ...{ gridEvaluations, referenceEvaluations, layerEvaluations, models: made, bytes: made * modelBytes },
    evaluations: gridEvaluations + referenceEvaluations + layerEvaluations,
  };
}
