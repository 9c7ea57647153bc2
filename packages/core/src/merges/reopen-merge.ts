import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { DataError, UsageError } from "../base/errors.ts";
import type { MergeMethod } from "../merging/define.ts";
import { type ModelFolder, openModelFolder } from "../weights/model-folder.ts";
import { type MergePlan, planMerge } from "./merge-plan.ts";
import { type MergeRecord, mergeFileNames, readMergeRecord } from "./merge-record.ts";
import type { ModelReference } from "./model-reference.ts";
import { type MergeRecipe, parseRecipe } from "./recipe.ts";

/** A merged model with the plan that it was made by, its inputs where they were. */
export interface ReopenedMerge {
  readonly record: MergeRecord;
  readonly plan: MergePlan;
  readonly model: ModelFolder;
}

/** The record of a merged model. Throws MODEL_NOT_FOUND for a folder without one. */
export function recordOfMerge(folder: string): MergeRecord {
  const file = join(folder, mergeFileNames.record);
  if (!existsSync(file)) {
    throw new UsageError("MODEL_NOT_FOUND", `has no ${mergeFileNames.record}: it is no model that Viva merged`, {
      place: { file: folder },
    });
  }
  return readMergeRecord(file);
}

/** Inputs of a merge that are not where they were. */
export function absentInputs({ inputs }: MergeRecord): readonly string[] {
  return inputs.map(({ path }) => path).filter((path) => !existsSync(path));
}

/**
 * Open a merged model and plan its merge again, from the recipe and the inputs in its record. Nothing is written, and no
 * weight is read.
 *
 * Throws MODEL_NOT_FOUND for a folder without a record or an input that is gone, MERGE_VERIFY_FAILED where the record names
 * no files of a model of its recipe, and what `planMerge` throws.
 */
export async function reopenMerge(
  folder: string,
  { threadBytes, methods }: { readonly threadBytes: number; readonly methods?: readonly MergeMethod[] },
): Promise<ReopenedMerge> {
  const record = recordOfMerge(folder);
  const [absent] = absentInputs(record);
  if (absent !== undefined) {
    throw new UsageError("MODEL_NOT_FOUND", `is no longer there: ${folder} was made from it`, {
      place: { file: absent },
    });
  }
  const file = join(folder, mergeFileNames.recipe);
  const recipe = withPlaces(parseRecipe(record.recipe, file), record, file);
  const plan = await planMerge(recipe, {
    ...{ seed: record.seed, threadBytes, folder: dirname(file) },
    ...(methods === undefined ? {} : { methods }),
  });
  return { record, plan, model: openModelFolder(folder) };
}

/** The recipe with every model where its files were. */
function withPlaces(recipe: MergeRecipe, { inputs }: MergeRecord, file: string): MergeRecipe {
  const placed = (reference: ModelReference): ModelReference => {
    const paths = inputs.filter(({ model }) => model === reference.text).map(({ path }) => path);
    const [first] = paths;
    const last = paths.at(-1);
    if (first === undefined || last === undefined) {
      throw new DataError("MERGE_VERIFY_FAILED", `the record has no input of ${reference.text}`, { place: { file } });
    }
    // A model that is one file by itself is listed as that file.
    const path = reference.path.endsWith(".safetensors") ? first : dirname(first);
    return {
      text: reference.text,
      ...{ path, revision: null },
      // An adapter's configuration is the last of a model's inputs.
      adapter: reference.adapter === null ? null : { path: dirname(last), revision: null },
    };
  };
  return {
    ...recipe,
    base: recipe.base === null ? null : placed(recipe.base),
    slices: recipe.slices.map((slice) => ({
      ...slice,
      sources: slice.sources.map((source) => ({ ...source, model: placed(source.model) })),
    })),
  };
}
