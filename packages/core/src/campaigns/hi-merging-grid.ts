import type { HiMergingSettings } from "./hi-merging-settings.ts";
import type { MergeJudge } from "./merge-judge.ts";
import { type LayerShare, singleRecipe } from "./weights-recipe.ts";

/** One cell of the grid. */
export interface GridCell extends LayerShare {
  /** Mean score on the task's validation items. */
  readonly score: number;
}

/** The grid of one model and the cell that was taken. */
export interface ModelGrid {
  readonly cells: readonly GridCell[];
  readonly best: GridCell;
}

/**
 * Prune and scale one model by itself: every density with every scale, examined on its task's validation items. The best
 * is the one with the highest mean; it is the best of many, so its score says more than it will keep.
 */
export async function searchGrid(
  judge: MergeJudge,
  { densities, scales, gridTies }: Pick<HiMergingSettings, "densities" | "scales" | "gridTies">,
  { models, layers, model }: { readonly models: number; readonly layers: number; readonly model: number },
): Promise<ModelGrid> {
  const cells: GridCell[] = [];
  for (const density of densities) {
    for (const scale of scales) {
      const scores = await judge(singleRecipe(models, layers, model, { density, scale }), model, "validation");
      cells.push({ density, scale, score: scores.reduce((sum, score) => sum + score, 0) / scores.length });
    }
  }
  const direction = gridTies === "least-change" ? 1 : -1;
  const [best] = cells.toSorted(
    (a, b) => b.score - a.score || direction * (b.density - a.density) || b.scale - a.scale,
  );
  if (best === undefined) {
    throw new RangeError("a grid without cells");
  }
  return { cells, best };
}
