import { z } from "zod";
import { messageOf, UsageError, VivaError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { parseStudyDocument, problemsOf, type StudyDocument, type StudyProblem } from "../runs/study-problems.ts";
import { type ModelReference, parseModelReference } from "./model-reference.ts";
import type { Parameters } from "./parameter-value.ts";

const plainValue = z.union([z.number(), z.boolean(), z.string()]);
const filteredValue = z.strictObject({
  filter: z.string().nullable().optional(),
  value: z.union([plainValue, z.array(z.number()).min(1)]),
});
const parameters = z.record(
  z.string(),
  z.union([
    plainValue,
    z.array(z.number()).min(1),
    z.array(filteredValue).min(1),
    filteredValue.transform((one) => [one]),
  ]),
);
const layerRange = z
  .tuple([z.int().min(0), z.int().min(1)])
  .refine(([from, to]) => from < to, "the first layer must be below the second, which is left out");
const dtype = z.enum(["float32", "float16", "bfloat16"]);

const recipeSchema = z
  .strictObject({
    merge_method: z.string().min(1),
    base_model: z.string().min(1).optional(),
    models: z
      .array(z.strictObject({ model: z.string().min(1), parameters: parameters.optional() }))
      .min(1)
      .optional(),
    slices: z
      .array(
        z.strictObject({
          sources: z
            .array(
              z.strictObject({
                model: z.string().min(1),
                layer_range: layerRange,
                parameters: parameters.optional(),
              }),
            )
            .min(1),
          parameters: parameters.optional(),
        }),
      )
      .min(1)
      .optional(),
    parameters: parameters.optional(),
    dtype: dtype.optional(),
    out_dtype: dtype.optional(),
    tokenizer_source: z.string().min(1).optional(),
    tokenizer: z.strictObject({ source: z.string().min(1) }).optional(),
  })
  .refine(({ models, slices }) => (models === undefined) !== (slices === undefined), {
    message: "exactly one of models and slices is wanted",
  })
  .refine(({ tokenizer, tokenizer_source }) => tokenizer === undefined || tokenizer_source === undefined, {
    message: "tokenizer and tokenizer_source say the same; give one of them",
  });

/** Keys of mergekit's recipes that Viva does not take, and why. */
const unsupported: Readonly<Record<string, string>> = {
  modules: "models of several modules are not supported; give models or slices",
  chat_template: "another chat template is not supported: the base model's is kept; edit the result's own file",
  tokens: "overrides of single tokens are not supported; tokenizer_source: base or union are",
  pad_to_multiple_of: "the number of rows is that of the base model, or as many as the union needs",
  name: "one recipe makes one model: --out names it",
};

/** One model of a slice. */
export interface SliceSource {
  readonly model: ModelReference;
  /** Layers from the first to before the second; null: all. */
  readonly layers: readonly [from: number, to: number] | null;
  readonly parameters: Parameters;
}

/** Layers of the result that are merged from the same layers of several models. */
export interface RecipeSlice {
  readonly sources: readonly SliceSource[];
  readonly parameters: Parameters;
}

/** Where the result's tokenizer comes from: the base model as it is, only its tokens, or the tokens of all models. */
export type TokenizerSource = "as-is" | "base" | "union";

/** A recipe as it was read; `models` has become one slice over all layers. */
export interface MergeRecipe {
  readonly file: string;
  /** The YAML as it was written. */
  readonly text: string;
  readonly method: string;
  readonly base: ModelReference | null;
  readonly slices: readonly RecipeSlice[];
  readonly parameters: Parameters;
  /** Kind of the result's numbers; null: each tensor as in the base model. */
  readonly out: "F32" | "F16" | "BF16" | null;
  readonly tokenizer: TokenizerSource;
  /** The line on which something stands. */
  lineOf(path: readonly PropertyKey[]): number;
}

const storedKinds = { float32: "F32", float16: "F16", bfloat16: "BF16" } as const;

/** Read a recipe file. Throws MERGE_RECIPE_NOT_FOUND, and MERGE_RECIPE_INVALID as `parseRecipe` does. */
export function readRecipe(file: string): MergeRecipe {
  return parseRecipe(readRecipeText(file), file);
}

/** The text of a file that says what is merged. Throws MERGE_RECIPE_NOT_FOUND where it cannot be read. */
export function readRecipeText(file: string): string {
  try {
    return readWhole(file);
  } catch (cause) {
    throw new UsageError("MERGE_RECIPE_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  }
}

/**
 * Parse a recipe in mergekit's YAML. Throws MERGE_RECIPE_INVALID, a line for each key or value that is unknown or not
 * supported: nothing is passed over.
 */
export function parseRecipe(text: string, file: string): MergeRecipe {
  const document = documentOf(text, file);
  const result = recipeSchema.safeParse(document.value);
  if (!result.success) {
    throw recipeError(
      document,
      problemsOf(result.error, []).map(({ path, message }) => ({
        path,
        message: reasonFor(path.at(-1)) ?? message,
      })),
    );
  }
  const recipe = result.data;
  const reference = (name: string): ModelReference => {
    try {
      return parseModelReference(name);
    } catch (error) {
      throw new UsageError("MERGE_RECIPE_INVALID", messageOf(error), { place: { file }, cause: error });
    }
  };
  const slices: RecipeSlice[] = recipe.slices?.map(({ sources, parameters: own = {} }) => ({
    parameters: own,
    sources: sources.map(({ model, layer_range, parameters: mine = {} }) => ({
      ...{ model: reference(model), layers: layer_range, parameters: mine },
    })),
  })) ?? [
    {
      parameters: {},
      sources: (recipe.models ?? []).map(({ model, parameters: mine = {} }) => ({
        ...{ model: reference(model), layers: null, parameters: mine },
      })),
    },
  ];
  const kind = recipe.out_dtype ?? recipe.dtype;
  return {
    ...{ file, text, method: recipe.merge_method, slices, parameters: recipe.parameters ?? {} },
    base: recipe.base_model === undefined ? null : reference(recipe.base_model),
    out: kind === undefined ? null : storedKinds[kind],
    tokenizer: tokenizerOf(document, recipe.tokenizer?.source ?? recipe.tokenizer_source),
    lineOf: document.lineOf,
  };
}

function tokenizerOf(document: StudyDocument, source: string | undefined): TokenizerSource {
  if (source === undefined || source === "base" || source === "union") {
    return source ?? "as-is";
  }
  const message = `"${source}" is not supported; base and union are`;
  throw recipeError(document, [{ path: ["tokenizer_source"], message }]);
}

function reasonFor(key: PropertyKey | undefined): string | undefined {
  const name = String(key);
  return Object.hasOwn(unsupported, name) ? unsupported[name] : undefined;
}

/** Every problem of a recipe as one error, a line each. */
export function recipeError(
  { file, lineOf }: Pick<MergeRecipe, "file" | "lineOf">,
  problems: readonly StudyProblem[],
): UsageError {
  const lines = problems
    .map(({ path, message }) => ({ line: lineOf(path), text: `${pathText(path)}${message}` }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${file}:${line}: ${text}`);
  return new UsageError("MERGE_RECIPE_INVALID", lines.join("\n"));
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "" : `${text.replace(/^\./u, "")}: `;
}

function documentOf(text: string, file: string): StudyDocument {
  try {
    return parseStudyDocument(text, file);
  } catch (error) {
    if (error instanceof VivaError) {
      throw new UsageError("MERGE_RECIPE_INVALID", error.message, { cause: error });
    }
    throw error;
  }
}
