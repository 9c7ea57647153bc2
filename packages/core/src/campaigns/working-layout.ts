import { identityHash } from "../base/hash.ts";
import { companionFiles } from "../merges/companion-files.ts";
import { type MergePlan, planMerge } from "../merges/merge-plan.ts";
import { mergeFileNames } from "../merges/merge-record.ts";
import { parseRecipe } from "../merges/recipe.ts";
import type { TensorTask } from "../merges/tensor-task.ts";
import { planConversion } from "../weights/convert-model.ts";
import { type LayerGroup, mergeRecipeText } from "./merge-recipe-text.ts";
import { baseRecipe, noShare, type WeightsRecipe } from "./weights-recipe.ts";

/** What models that are examined one after the other are made of. */
export interface WorkingModels {
  /** Folders of safetensors models, or other names that a recipe may give a model. */
  readonly base: string;
  readonly models: readonly string[];
  readonly groups: readonly LayerGroup[];
  /** Whether the models' chat template is kept in the copy. */
  readonly chatTemplate: "keep" | "drop";
  /** Kind of the matrices in a GGUF file beside the folder; null: no such file is wanted. */
  readonly gguf: "F32" | "source" | null;
  /** Where the Hub's client keeps what it fetched. */
  readonly hubFolder?: string | undefined;
}

/** What is known of a working copy before a byte of it is written. */
export interface WorkingLayout {
  /** A merge that gives the base alone; the settings of its tensors are replaced by those of a recipe. */
  readonly plan: MergePlan;
  /** The group of each tensor by its place among the plan's tasks; -1 for one that is the base's in every model. */
  readonly groupOf: readonly number[];
  /** Bytes of each tensor in all files of the copy together. */
  readonly bytesOf: readonly number[];
  /** Bytes of a whole copy: what stands before the tensors is left out. */
  readonly modelBytes: number;
  /** Files beside the weights, without record and card: a working copy is no result. */
  readonly companions: ReadonlyMap<string, Uint8Array>;
  /** Hash of all that decides the bytes of a copy, but the recipe. */
  readonly id: string;
}

/** Working memory of merging and converting, in bytes. */
export const workingBytes = 256e6;

/**
 * Look at the models of a search without writing anything: what a working copy is made of.
 *
 * @param folder Folder that relative names of models are resolved against.
 *
 * Throws what planning a merge throws, and for a GGUF file what planning a conversion of the base throws.
 */
export async function layOutWorkingCopy(models: WorkingModels, folder: string): Promise<WorkingLayout> {
  const text = mergeRecipeText(baseRecipe(models.models.length, models.groups.length), models);
  const { hubFolder } = models;
  const plan = await planMerge(parseRecipe(text, "recipe.yaml"), {
    seed: 0,
    threadBytes: workingBytes,
    folder,
    hubFolder,
  });
  const groupOf = plan.tasks.map((task) =>
    task.kind === "copy"
      ? -1
      : models.groups.findIndex(({ filters }) => filters.some((filter) => task.name.includes(filter))),
  );
  const ggufBytes = models.gguf === null ? new Map<string, number>() : ggufSizes(plan, models.gguf);
  const bytesOf = plan.tasks.map(
    ({ name }) => (plan.shards.places.get(name)?.sizeBytes ?? 0) + (ggufBytes.get(name) ?? 0),
  );
  const companions = workingCompanions(plan, models.chatTemplate);
  const contents = [...companions].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]);
  return {
    ...{ plan, groupOf, bytesOf, companions },
    modelBytes: bytesOf.reduce((sum, bytes) => sum + bytes, 0),
    id: identityHash(JSON.stringify([plan.id, models.groups, models.gguf, contents])),
  };
}

/** A tensor's task with what a recipe takes of each model. */
export function taskForRecipe(task: TensorTask, group: number, recipe: WeightsRecipe): TensorTask {
  if (task.kind === "copy") {
    return task;
  }
  const modelSettings = task.modelSettings.map((settings, model) => {
    const { density, scale } = recipe[model]?.[group] ?? noShare;
    return { ...settings, weight: scale, density };
  });
  return { ...task, modelSettings };
}

/** Sizes of the base's tensors in a GGUF file, by their name in the source. */
function ggufSizes({ models }: MergePlan, type: "F32" | "source"): Map<string, number> {
  const { conversions, layout } = planConversion(models[0]?.folder.path ?? "", type);
  return new Map(
    conversions.map(({ source, target }) => [source.name, layout.places.get(target.name)?.sizeBytes ?? 0]),
  );
}

function workingCompanions(plan: MergePlan, chatTemplate: WorkingModels["chatTemplate"]): Map<string, Uint8Array> {
  const files = companionFiles(plan);
  files.delete(mergeFileNames.recipe);
  files.delete(mergeFileNames.card);
  const tokenizer = files.get("tokenizer_config.json");
  if (chatTemplate === "drop") {
    files.delete("chat_template.jinja");
    if (tokenizer !== undefined) {
      const { chat_template: _dropped, ...rest } = JSON.parse(Buffer.from(tokenizer).toString("utf8")) as Record<
        string,
        unknown
      >;
      files.set("tokenizer_config.json", new TextEncoder().encode(JSON.stringify(rest)));
    }
  }
  return files;
}
