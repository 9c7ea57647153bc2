import { randomStream } from "../../base/random.ts";
import type { ExamSplit, MergeJudge, MergeTask } from "../merge-judge.ts";
import { recipeHash } from "../weights-recipe.ts";

/** A world in which the share of right answers is a sum over layers of what each model's layer does for each task. */
export interface PlantedWorld {
  readonly base: number;
  /** `effects[task][model][layer]`, at full scale. */
  readonly effects: readonly (readonly (readonly number[])[])[];
  readonly items: number;
  readonly seed: number;
}

/** Tasks of a planted world, without items in common. */
export function plantedTasks({ effects, items }: PlantedWorld): MergeTask[] {
  const listed = (task: number, split: ExamSplit) =>
    Array.from({ length: items }, (_, item) => ({ id: `${split}-${item}`, content: `${task} ${split} ${item}` }));
  return effects.map((_, task) => ({
    name: `task-${task}`,
    items: { validation: listed(task, "validation"), test: listed(task, "test") },
  }));
}

/** Each answer of each model is drawn by itself: the noisiest a paired comparison can be. */
export function plantedJudge({ base, effects, items, seed }: PlantedWorld): MergeJudge {
  return async (recipe, task, split) => {
    let share = base;
    for (const [model, layers] of (effects[task] ?? []).entries()) {
      for (const [layer, effect] of layers.entries()) {
        share += effect * (recipe[model]?.[layer]?.scale ?? 0);
      }
    }
    const random = randomStream("planted", seed, recipeHash(recipe), task, split);
    return Array.from({ length: items }, () => (random.fraction() < share ? 1 : 0));
  };
}
