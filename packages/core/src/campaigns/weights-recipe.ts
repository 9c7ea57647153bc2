import { canonicalJson, identityHash } from "../base/hash.ts";

/** What of one layer's task vector goes into a model: of each tensor the `density` largest magnitudes, times `scale`. */
export interface LayerShare {
  /** Share of elements that is kept, 0 to 1. */
  readonly density: number;
  /** Factor of what is kept; 0 leaves the layer out. */
  readonly scale: number;
}

/** A model as base plus parts of task vectors: the share of every layer of every model, `[model][layer]`. */
export type WeightsRecipe = readonly (readonly LayerShare[])[];

/** Nothing of a layer. */
export const noShare: LayerShare = { density: 0, scale: 0 };

/** The base alone. */
export function baseRecipe(models: number, layers: number): WeightsRecipe {
  return Array.from({ length: models }, () => Array.from({ length: layers }, () => noShare));
}

/** The base with one model's task vector, the same share of every layer. */
export function singleRecipe(models: number, layers: number, model: number, share: LayerShare): WeightsRecipe {
  return baseRecipe(models, layers).map((row, at) => (at === model ? row.map(() => share) : row));
}

/** A recipe without the other models. */
export function onlyModel(recipe: WeightsRecipe, model: number): WeightsRecipe {
  return recipe.map((row, at) => (at === model ? row : row.map(() => noShare)));
}

/** A recipe without one layer's task vectors. */
export function withoutLayer(recipe: WeightsRecipe, layer: number): WeightsRecipe {
  return recipe.map((row) => row.map((share, at) => (at === layer ? noShare : share)));
}

/** A recipe with one layer's task vectors only. */
export function onlyLayer(recipe: WeightsRecipe, layer: number): WeightsRecipe {
  return recipe.map((row) => row.map((share, at) => (at === layer ? share : noShare)));
}

/** A recipe with another share of one layer of one model. */
export function withShare(recipe: WeightsRecipe, model: number, layer: number, share: LayerShare): WeightsRecipe {
  return recipe.map((row, m) => (m === model ? row.map((old, l) => (l === layer ? share : old)) : row));
}

/** A recipe with every scale times a factor. */
export function scaledRecipe(recipe: WeightsRecipe, factor: number): WeightsRecipe {
  return recipe.map((row) => row.map(({ density, scale }) => ({ density, scale: scale * factor })));
}

/** 32 hex digits that are equal for recipes of the same weights as written: a layer left out is one, however it is said. */
export function recipeHash(recipe: WeightsRecipe): string {
  return identityHash(
    canonicalJson(
      recipe.map((row) => row.map((share) => (share.density === 0 || share.scale === 0 ? noShare : share))),
    ),
  );
}
