import type { z } from "zod";
import { UsageError, VivaError } from "../base/errors.ts";
import type { Catalog } from "../base/plugin.ts";
import { loadPlugin } from "../base/plugin.ts";
import type { MergeMethod } from "../merging/define.ts";
import { type ParameterPlace, type Parameters, type PlainValue, resolveParameter } from "./parameter-value.ts";
import { type MergeRecipe, recipeError } from "./recipe.ts";

/**
 * The method of a name or alias (mergekit writes underscores), a person's own first. Throws PLUGIN_UNKNOWN with the names
 * there are.
 */
export async function findMethod(
  name: string,
  catalog: Catalog<MergeMethod>,
  added: readonly MergeMethod[] = [],
): Promise<MergeMethod> {
  const own = added.find((method) => method.aliases.includes(name));
  if (own !== undefined) {
    return own;
  }
  const dashed = name.replaceAll("_", "-");
  if (dashed !== name && Object.hasOwn(catalog, dashed)) {
    const method = await loadPlugin("merge-method", catalog, dashed);
    if (method.aliases.includes(name)) {
      return method;
    }
  }
  return await loadPlugin("merge-method", catalog, name, added);
}

/** Names of the settings of a method: of a tensor, and of each model. */
export interface MethodParameters {
  readonly ofTensor: readonly string[];
  readonly ofModel: readonly string[];
}

/** What a method may be told in a recipe. */
export function parametersOf({ settings, modelSettings }: MergeMethod): MethodParameters {
  return { ofTensor: fieldsOf(settings), ofModel: fieldsOf(modelSettings) };
}

function fieldsOf(schema: z.ZodType): string[] {
  return "shape" in schema && typeof schema.shape === "object" && schema.shape !== null
    ? Object.keys(schema.shape)
    : [];
}

/** Throws MERGE_RECIPE_INVALID, a line for each parameter that the method does not know where it stands. */
export function requireKnownParameters(recipe: MergeRecipe, method: MergeMethod): void {
  const { ofTensor, ofModel } = parametersOf(method);
  const models = recipe.slices.length === 1 && recipe.slices[0]?.sources.every(({ layers }) => layers === null);
  const problems: { path: PropertyKey[]; message: string }[] = [];
  const look = (
    parameters: Parameters,
    path: readonly PropertyKey[],
    known: readonly string[],
    isModel: boolean,
  ): void => {
    for (const name of Object.keys(parameters).filter((each) => !known.includes(each))) {
      const message =
        isModel && ofTensor.includes(name)
          ? `belongs to the whole merge and not to one model; put it under parameters at the top`
          : `${method.name} has no such parameter; it has ${known.length === 0 ? "none here" : known.join(", ")}`;
      problems.push({ path: [...path, "parameters", name], message });
    }
  };
  look(recipe.parameters, [], [...ofTensor, ...ofModel], false);
  recipe.slices.forEach((slice, index) => {
    look(slice.parameters, ["slices", index], [...ofTensor, ...ofModel], false);
    slice.sources.forEach((source, place) => {
      const path = models ? ["models", place] : ["slices", index, "sources", place];
      const isBase = method.base !== "none" && source.model.text === recipe.base?.text;
      if (isBase && Object.keys(source.parameters).length > 0) {
        const message = "the base model takes no parameters: it is what the others are measured from";
        problems.push({ path: [...path, "parameters"], message });
      } else {
        look(source.parameters, path, ofModel, true);
      }
    });
  });
  if (problems.length > 0) {
    throw recipeError(recipe, problems);
  }
}

/** Values of some parameters for a tensor, those left out that no level gives. */
export function settingsAt(
  names: readonly string[],
  levels: readonly (Parameters | undefined)[],
  place: ParameterPlace,
): Record<string, PlainValue> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = resolveParameter(name, levels, place);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Throws what the method throws about settings, naming the tensor. */
export function requireSettings(
  method: MergeMethod,
  tensor: string,
  settings: unknown,
  modelSettings: readonly unknown[],
): void {
  try {
    method.configure(settings, modelSettings);
  } catch (error) {
    if (error instanceof VivaError) {
      throw new UsageError(error.code, `tensor "${tensor}": ${error.message}`, { cause: error });
    }
    throw error;
  }
}
