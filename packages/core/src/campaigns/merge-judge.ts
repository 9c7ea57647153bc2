import { DataError, UsageError } from "../base/errors.ts";
import type { WeightsRecipe } from "./weights-recipe.ts";

/** Part of an exam: for tuning, or for reporting. */
export type ExamSplit = "validation" | "test";

/** An item of a task. */
export interface TaskItem {
  readonly id: string;
  /** Equal for items of the same content, e.g. a hash of stem and options. */
  readonly content: string;
  /** Items of one group share a fact or a vignette and are not independent. Default: every item by itself. */
  readonly group?: string;
}

/** What one of the models was trained for. Model m belongs to task m. */
export interface MergeTask {
  readonly name: string;
  readonly items: Readonly<Record<ExamSplit, readonly TaskItem[]>>;
}

/**
 * Examines a model: a score for each item of a task's split, in its order, 0 to 1. `items` are the places, rising, of the
 * items that are wanted; a judge that does not examine some alone gives scores of all, as where none are named.
 */
export type MergeJudge = (
  recipe: WeightsRecipe,
  task: number,
  split: ExamSplit,
  items?: readonly number[],
) => Promise<readonly number[]>;

/** Throws MERGE_TUNED_ON_TEST, naming an item, where an item that is tuned on stands in the test of any task. */
export function requireHeldOut(tasks: readonly MergeTask[]): void {
  const tested = new Map(tasks.flatMap(({ name, items }) => items.test.map((item) => [item.content, { name, item }])));
  for (const { name, items } of tasks) {
    for (const { id, content } of items.validation) {
      const found = tested.get(content);
      if (found !== undefined) {
        throw new UsageError(
          "MERGE_TUNED_ON_TEST",
          `item ${id} of ${name}, which would be tuned on, is item ${found.item.id} in the test of ${found.name}`,
        );
      }
    }
  }
}

/** Throws MERGE_SCORES_INVALID unless there is one score from 0 to 1 for each item. */
export function requireScores(
  scores: readonly number[],
  { name, items }: MergeTask,
  split: ExamSplit,
): readonly number[] {
  const wanted = items[split].length;
  const bad = scores.findIndex((score) => !(score >= 0 && score <= 1));
  if (scores.length !== wanted || bad >= 0) {
    const seen = bad >= 0 ? `item ${items[split][bad]?.id ?? bad} has ${scores[bad]}` : `${scores.length} scores`;
    throw new DataError("MERGE_SCORES_INVALID", `${name}, ${split}: ${seen}; ${wanted} scores from 0 to 1 are wanted`);
  }
  return scores;
}
