import { DataError, UsageError } from "../base/errors.ts";
import type { MergeModel } from "./merge-model.ts";
import { type MergeRecipe, type RecipeSlice, recipeError, type SliceSource } from "./recipe.ts";
import { layerPlace } from "./tensor-layers.ts";

/** One model of a slice, with the layers that are taken. */
export interface PlannedSource {
  readonly source: SliceSource;
  readonly model: MergeModel;
  readonly from: number;
  readonly to: number;
}

/** A slice with its models opened; the base is apart where the method measures from one. */
export interface PlannedSlice {
  readonly slice: RecipeSlice;
  readonly base: PlannedSource | null;
  readonly sources: readonly PlannedSource[];
  readonly layers: number;
}

/** A tensor of the result and the names it has in the models. */
export interface ResultTensor {
  readonly name: string;
  readonly slice: PlannedSlice;
  /** 0 for the first layer of the slice to 1 for the last; 0 outside layers. */
  readonly depth: number;
  /** The tensor's name in a source. */
  nameIn(source: PlannedSource): string;
}

/** What a method wants of each slice. */
interface SliceWishes {
  readonly base: "required" | "optional" | "none";
  readonly leastModels: number;
  readonly mostModels: number | null;
}

/** Slices with base and models told apart. Throws MERGE_RECIPE_INVALID for layers or numbers of models that do not fit. */
export function planSlices(
  recipe: MergeRecipe,
  wishes: SliceWishes,
  modelOf: (text: string) => MergeModel,
): PlannedSlice[] {
  if (wishes.base === "required" && recipe.base === null) {
    const message = `${recipe.method} measures models from a base: base_model is wanted`;
    throw recipeError(recipe, [{ path: ["merge_method"], message }]);
  }
  const base = wishes.base === "none" ? null : recipe.base;
  return recipe.slices.map((slice, index) => {
    const path = slice.sources.every(({ layers }) => layers === null) ? ["models"] : ["slices", index, "sources"];
    const opened = slice.sources.map((source, place) => openSource(recipe, source, [...path, place], modelOf));
    const lengths = new Set(opened.map(({ from, to }) => to - from));
    if (lengths.size > 1) {
      const shown = opened.map(({ source, from, to }) => `${source.model.text}: ${to - from}`).join(", ");
      throw recipeError(recipe, [{ path, message: `the models give different numbers of layers (${shown})` }]);
    }
    const isBase = ({ source }: PlannedSource): boolean => source.model.text === base?.text;
    const sources = opened.filter((each) => !isBase(each));
    const { leastModels: least, mostModels: most } = wishes;
    if (sources.length < least || (most !== null && sources.length > most)) {
      const wanted = most === least ? `${least}` : most === null ? `at least ${least}` : `${least} to ${most}`;
      const beside = base === null ? "" : " beside the base";
      throw recipeError(recipe, [
        { path, message: `${recipe.method} takes ${wanted} models${beside}, there are ${sources.length}` },
      ]);
    }
    const [first] = opened;
    const planned =
      base === null
        ? null
        : (opened.find(isBase) ?? {
            source: { model: base, layers: first?.source.layers ?? null, parameters: {} },
            model: modelOf(base.text),
            from: first?.from ?? 0,
            to: first?.to ?? 0,
          });
    return { slice, base: planned, sources, layers: (first?.to ?? 0) - (first?.from ?? 0) };
  });
}

function openSource(
  recipe: MergeRecipe,
  source: SliceSource,
  path: readonly PropertyKey[],
  modelOf: (text: string) => MergeModel,
): PlannedSource {
  const model = modelOf(source.model.text);
  const all = model.stack?.layers ?? 0;
  const [from, to] = source.layers ?? [0, all];
  if (to > all) {
    const message = `${source.model.text} has ${all} layers, from 0 to ${all - 1}`;
    throw recipeError(recipe, [{ path: [...path, "layer_range"], message }]);
  }
  return { source, model, from, to };
}

/** A tensor before the layers; everything else outside layers comes after them. */
const beforeLayers = /(?:^|\.)(?:embed\w*|wte|wpe|\w*embeddings?)\b/u;

/**
 * The tensors of the result, in the order of the reference model: those of its layers renumbered slice by slice, those
 * outside layers from the first slice (embeddings) or the last (norm, output). Throws MERGE_MODELS_MISMATCH when the
 * reference has no layers although slices name some.
 */
export function resultTensors(slices: readonly PlannedSlice[]): ResultTensor[] {
  const [first] = slices;
  const last = slices.at(-1);
  const reference = first?.base ?? first?.sources[0];
  if (first === undefined || last === undefined || reference === undefined) {
    throw new UsageError("MERGE_RECIPE_INVALID", "no models are named");
  }
  const { model } = reference;
  const outside: ResultTensor[] = [];
  for (const name of model.folder.tensors.keys()) {
    if (layerPlace(name)?.before !== model.stack?.before || model.stack === null) {
      outside.push({ name, slice: beforeLayers.test(name) ? first : last, depth: 0, nameIn: () => name });
    }
  }
  const layered: ResultTensor[] = [];
  let done = 0;
  for (const slice of slices) {
    const leading = slice.base ?? slice.sources[0];
    if (leading === undefined || leading.model.stack === null) {
      if (slice.layers > 0) {
        throw new DataError("MERGE_MODELS_MISMATCH", `${reference.source.model.text} has no layers`);
      }
      continue;
    }
    const inLayers = Map.groupBy(
      [...leading.model.folder.tensors.keys()].flatMap((name) => {
        const place = layerPlace(name);
        return place?.before === leading.model.stack?.before && place !== undefined && place !== null ? [place] : [];
      }),
      ({ layer }) => layer,
    );
    for (let offset = 0; offset < slice.layers; offset++) {
      for (const { after } of inLayers.get(leading.from + offset) ?? []) {
        layered.push({
          name: `${model.stack?.before ?? ""}${done + offset}${after}`,
          slice,
          depth: slice.layers > 1 ? offset / (slice.layers - 1) : 1,
          nameIn: (source) => `${source.model.stack?.before ?? ""}${source.from + offset}${after}`,
        });
      }
    }
    done += slice.layers;
  }
  const isBefore = ({ slice, name }: ResultTensor): boolean => slice === first && beforeLayers.test(name);
  return [...outside.filter(isBefore), ...layered, ...outside.filter((tensor) => !isBefore(tensor))];
}
