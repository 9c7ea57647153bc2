import { randomStream } from "../../base/random.ts";
import type { ExamSplit, MergeJudge, MergeTask } from "../merge-judge.ts";
import { recipeHash, type WeightsRecipe } from "../weights-recipe.ts";

/** A world in which the share of right answers is a sum over layers of what each model's layer does for each task. */
export interface PlantedWorld {
  readonly base: number;
  /** `effects[task][model][layer]`, at full scale and density. */
  readonly effects: readonly (readonly (readonly number[])[])[];
  readonly items: number;
  readonly seed: number;
  /** Items of a group, one after the other. Default 1; they answer alike no more than others do. */
  readonly groupSize?: number;
  /** Share of the items that every model meets with the same luck; of the others each answer is drawn. Default 0. */
  readonly agreement?: number;
  /** How far a full scale overshoots: an effect is best at the scale (1 + overshoot) / (2 overshoot). Default 0: linear. */
  readonly overshoot?: number;
  /** What of an effect is gone when next to nothing of a layer is kept, by the square; below 0 it grows. Default 0. */
  readonly pruning?: number;
}

/** Tasks of a planted world, without items in common. */
export function plantedTasks({ effects, items, groupSize = 1 }: PlantedWorld): MergeTask[] {
  const listed = (task: number, split: ExamSplit) =>
    Array.from({ length: items }, (_, item) => ({
      ...{ id: `${split}-${item}`, content: `${task} ${split} ${item}` },
      ...(groupSize === 1 ? {} : { group: `${Math.floor(item / groupSize)}` }),
    }));
  return effects.map((_, task) => ({
    name: `task-${task}`,
    items: { validation: listed(task, "validation"), test: listed(task, "test") },
  }));
}

/** The share of a task's answers that a model gets right, but for luck. */
export function plantedShare(
  { base, effects, overshoot = 0, pruning = 0 }: PlantedWorld,
  recipe: WeightsRecipe,
  task: number,
): number {
  let share = base;
  for (const [model, layers] of (effects[task] ?? []).entries()) {
    for (const [layer, effect] of layers.entries()) {
      const { density = 0, scale = 0 } = recipe[model]?.[layer] ?? {};
      const strength = scale * (1 + overshoot) - overshoot * scale ** 2;
      share += effect * strength * (1 - pruning * (1 - density) ** 2);
    }
  }
  return Math.min(1, Math.max(0, share));
}

/** Each answer of each model is drawn by itself, the noisiest a paired comparison can be, but for items that agree. */
export function plantedJudge(world: PlantedWorld): MergeJudge {
  const { items, seed, agreement = 0 } = world;
  return async (recipe, task, split, wanted) => {
    const share = plantedShare(world, recipe, task);
    const random = randomStream("planted", seed, recipeHash(recipe), task, split);
    const common = randomStream("planted items", seed, task, split);
    const scores = Array.from({ length: items }, () => {
      const own = random.fraction();
      const [agrees, same] = [common.fraction() < agreement, common.fraction()];
      return (agrees ? same : own) < share ? 1 : 0;
    });
    return wanted === undefined ? scores : wanted.map((item) => scores[item] ?? Number.NaN);
  };
}
