import type { HiMergingSettings } from "./hi-merging-settings.ts";
import type { ItemJudge } from "./item-judge.ts";
import { itemLooks } from "./item-looks.ts";
import type { MergeTask } from "./merge-judge.ts";
import { type LayerShare, singleRecipe } from "./weights-recipe.ts";

/** One cell of the grid. */
export interface GridCell extends LayerShare {
  /** Mean score on the task's validation items, or on those of the rung at which the cell was given up. */
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
 *
 * With rungs the cells are first examined on a share of the items, and only the better ones on more (successive halving,
 * Jamieson and Talwalkar 2016, arXiv 1502.07943, with items as the resource); the best is one that reached every item.
 *
 * @returns The grid, and for each of its cells on how many items it was examined.
 */
export async function searchGrid(
  { judge }: Pick<ItemJudge, "judge">,
  { densities, scales, gridTies, gridRungs, gridKeep }: HiMergingSettings,
  { tasks, layers, model }: { readonly tasks: readonly MergeTask[]; readonly layers: number; readonly model: number },
): Promise<{ readonly grid: ModelGrid; readonly items: readonly number[] }> {
  const cells = densities.flatMap((density) => scales.map((scale) => ({ density, scale, score: 0, items: 0 })));
  const direction = gridTies === "least-change" ? 1 : -1;
  const task = tasks[model];
  let left = [...cells];
  for (const look of task === undefined ? [] : itemLooks(task, gridRungs)) {
    // The first rung has every cell.
    left = left[0]?.items === 0 ? left : left.slice(0, Math.ceil(left.length * gridKeep - 1e-9));
    // Asked together, so that a judge may choose an order in which little changes from model to model.
    const examine = async (cell: (typeof cells)[number]): Promise<void> => {
      const { density, scale } = cell;
      const scores = await judge(singleRecipe(tasks.length, layers, model, { density, scale }), model, look);
      cell.score = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      cell.items = scores.length;
    };
    await Promise.all(left.map(examine));
    left.sort((a, b) => b.score - a.score || direction * (b.density - a.density) || b.scale - a.scale);
  }
  const [best] = left;
  if (best === undefined) {
    throw new RangeError("a grid without cells");
  }
  const plain = ({ density, scale, score }: GridCell): GridCell => ({ density, scale, score });
  return { grid: { cells: cells.map(plain), best: plain(best) }, items: cells.map(({ items }) => items) };
}
