import { stringify } from "yaml";
import type { WeightsRecipe } from "./weights-recipe.ts";

/** A group of tensors that is measured and treated as one layer: those whose name holds one of the texts. */
export interface LayerGroup {
  readonly name: string;
  /** Parts of tensor names, e.g. "model.layers.3."; of several groups that fit, the first has the tensor. */
  readonly filters: readonly string[];
}

/** The groups of a model of transformer blocks: its embedding, every block, the last norm, the output layer if it has one. */
export function blockGroups(blocks: number, { hasOutput }: { readonly hasOutput: boolean }): LayerGroup[] {
  return [
    { name: "embedding", filters: ["embed_tokens."] },
    ...Array.from({ length: blocks }, (_, block) => ({ name: `block ${block}`, filters: [`layers.${block}.`] })),
    { name: "final norm", filters: ["model.norm."] },
    ...(hasOutput ? [{ name: "output", filters: ["lm_head."] }] : []),
  ];
}

/**
 * A weights recipe as a recipe that `viva merge` carries out: breadcrumbs that drop none of the largest, so that of each
 * task vector the `density` largest elements of every tensor, times `weight`, are summed onto the base. It is the whole
 * record of a search's result. A layer left out has weight 0.
 */
export function mergeRecipeText(
  recipe: WeightsRecipe,
  {
    base,
    models,
    groups,
  }: { readonly base: string; readonly models: readonly string[]; readonly groups: readonly LayerGroup[] },
): string {
  const values = (row: WeightsRecipe[number], field: "density" | "scale") => [
    ...groups.flatMap(({ filters }, layer) => filters.map((filter) => ({ filter, value: row[layer]?.[field] ?? 0 }))),
    { value: 0 },
  ];
  return stringify({
    merge_method: "breadcrumbs",
    base_model: base,
    models: models.map((model, at) => ({
      model,
      parameters: { weight: values(recipe[at] ?? [], "scale"), density: values(recipe[at] ?? [], "density"), gamma: 0 },
    })),
    parameters: { normalize: false, rescale: false },
  });
}
