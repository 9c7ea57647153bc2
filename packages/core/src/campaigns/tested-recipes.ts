import type { HiMergingResult } from "./hi-merging.ts";
import { baseRecipe, singleRecipe, type WeightsRecipe } from "./weights-recipe.ts";

/** A model that is put to the test items at the end. */
export interface TestedRecipe {
  readonly name: string;
  readonly recipe: WeightsRecipe;
}

/** What a search's result is told beside on test items: base, every specialist as it is, the first round, the merge. */
export function testedRecipes(
  tasks: readonly { readonly name: string }[],
  { firstRound, final }: Pick<HiMergingResult, "firstRound" | "final">,
): TestedRecipe[] {
  const layers = final[0]?.length ?? 0;
  const whole = { density: 1, scale: 1 };
  return [
    { name: "base", recipe: baseRecipe(tasks.length, layers) },
    ...tasks.map(({ name }, model) => ({
      ...{ name: `specialist ${name}`, recipe: singleRecipe(tasks.length, layers, model, whole) },
    })),
    { name: "first round", recipe: firstRound },
    { name: "merge", recipe: final },
  ];
}
