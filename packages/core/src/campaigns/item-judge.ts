import { DataError } from "../base/errors.ts";
import type { MergeJudge, MergeTask } from "./merge-judge.ts";
import { recipeHash, type WeightsRecipe } from "./weights-recipe.ts";

/** Examines models on some of a task's validation items, and none of them twice. */
export interface ItemJudge {
  /** A score for each of the items, given by their places, in their order. Without places: for all of the task's. */
  judge(recipe: WeightsRecipe, task: number, items?: readonly number[]): Promise<readonly number[]>;
  /** Items that models were put to so far. */
  itemEvaluations(): number;
}

/**
 * Remember the score of every item of every recipe, so that a look at more items asks for the new ones only. A judge that
 * gives scores of all items where some were asked for is taken at its word: all count as asked, and none is asked again.
 *
 * The judge throws MERGE_SCORES_INVALID when it gets neither as many scores as it asked for nor one for each item.
 */
export function createItemJudge(judge: MergeJudge, tasks: readonly MergeTask[]): ItemJudge {
  const known = new Map<string, { readonly scores: Float64Array; settled: Promise<unknown> }>();
  let evaluated = 0;
  const examine = async (recipe: WeightsRecipe, task: number, wanted: readonly number[], scores: Float64Array) => {
    const missing = wanted.filter((item) => Number.isNaN(scores[item])).toSorted((a, b) => a - b);
    if (missing.length > 0) {
      const count = scores.length;
      const given = await judge(recipe, task, "validation", ...(missing.length === count ? [] : [missing]));
      if (given.length !== missing.length && given.length !== count) {
        throw new DataError(
          "MERGE_SCORES_INVALID",
          `${tasks[task]?.name}, validation: ${given.length} scores for ${missing.length} of ${count} items`,
        );
      }
      for (const [at, item] of (given.length === count ? [...scores.keys()] : missing).entries()) {
        scores[item] = given[at] ?? Number.NaN;
      }
      evaluated += given.length;
    }
    return wanted.map((item) => scores[item] ?? Number.NaN);
  };
  return {
    judge: (recipe, task, items) => {
      const listed = tasks[task]?.items.validation ?? [];
      const key = `${task} ${recipeHash(recipe)}`;
      const before = known.get(key) ?? {
        scores: new Float64Array(listed.length).fill(Number.NaN),
        settled: Promise.resolve(),
      };
      // What is asked of one model at a time finds what was asked before answered.
      const answer = before.settled.then(() => examine(recipe, task, items ?? [...listed.keys()], before.scores));
      before.settled = answer.catch(() => undefined);
      known.set(key, before);
      return answer;
    },
    itemEvaluations: () => evaluated,
  };
}
