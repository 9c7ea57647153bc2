import type { HiMergingSettings } from "./hi-merging-settings.ts";

/** What a search will take, known before it begins. An evaluation puts one model to one task's items. */
export interface HiMergingPlan {
  /** Pruning and scaling of each model by itself; those on a part of the items (rungs) as that part of one, rounded up. */
  readonly gridEvaluations: number;
  /** Base, single and merged models as references. */
  readonly referenceEvaluations: number;
  /**
   * Deletion and addition of each layer, single and merged; at most this many where contributions are measured again, or
   * where layers may be measured no further after a look.
   */
  readonly layerEvaluations: number;
  /** At most; variants that coincide are examined once. */
  readonly evaluations: number;
  /** Models that are made, at most: different ones, and those that come back at a later rung or look. */
  readonly models: number;
  /** Bytes written when each of them is written whole. */
  readonly bytes: number;
}

type Planned = "densities" | "scales" | "remeasure";
type Reduced = "firstRound" | "secondRound" | "gridRungs" | "gridKeep" | "layerLooks";

/**
 * Count evaluations, models and bytes of a search. Settings that are not given are as if off.
 *
 * @param layers Groups of tensors that are measured apart. @param modelBytes Size of one written model.
 */
export function planHiMerging(
  settings: Pick<HiMergingSettings, Planned> & Partial<Pick<HiMergingSettings, Reduced>>,
  { models, layers, modelBytes }: { readonly models: number; readonly layers: number; readonly modelBytes: number },
): HiMergingPlan {
  const { gridRungs = [1], gridKeep = 0.5, layerLooks = [1] } = settings;
  let cells = settings.firstRound === "none" ? 0 : settings.densities.length * settings.scales.length;
  let [gridEvaluations, gridModels, before] = [0, 0, 0];
  for (const share of gridRungs) {
    gridEvaluations += models * cells * (share - before);
    gridModels += models * cells;
    before = share;
    cells = Math.ceil(cells * gridKeep - 1e-9);
  }
  // Shares like 0.1 are not exact.
  gridEvaluations = Math.max(0, Math.ceil(gridEvaluations - 1e-6));
  const second = settings.secondRound === "none" ? 0 : 1;
  // After each changed layer the merge itself and both variants of each layer that is left are looked at again.
  const again = settings.remeasure === "once" ? 0 : (layers * (layers - 1)) / 2;
  const merges = settings.remeasure === "once" ? 1 : layers;
  const referenceEvaluations = second * (2 + merges) * models;
  const layerEvaluations = second * (4 * models * layers + 2 * models * again);
  // The single models stand in the grid already, unless there is none.
  const references = 1 + merges + (settings.firstRound === "none" ? models : 0);
  const variants = 2 * models * layers + 2 * layers + 2 * again;
  const made = gridModels + second * (references + variants) * layerLooks.length;
  return {
    ...{ gridEvaluations, referenceEvaluations, layerEvaluations, models: made, bytes: made * modelBytes },
    evaluations: gridEvaluations + referenceEvaluations + layerEvaluations,
  };
}
