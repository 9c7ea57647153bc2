import { statSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "../base/errors.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import { vivaVersion } from "../base/version.ts";
import { catalog } from "../merging/catalog.ts";
import type { MergeMethod } from "../merging/define.ts";
import type { TensorEntry } from "../weights/model-folder.ts";
import { planShards, type ShardPlan } from "../weights/shard-plan.ts";
import { type MergeModel, type ModelPlaces, openMergeModel } from "./merge-model.ts";
import { chunkFor } from "./merge-task.ts";
import { findMethod, requireKnownParameters } from "./method-parameters.ts";
import type { ModelReference } from "./model-reference.ts";
import { embeddingRows, leftOver, taskOf } from "./plan-tasks.ts";
import type { MergeRecipe } from "./recipe.ts";
import { planSlices, resultTensors } from "./result-tensors.ts";
import { entriesOf, type MergeTask, type TensorTask } from "./tensor-task.ts";
import { planVocabulary, type VocabularyPlan } from "./vocabulary-plan.ts";

/** How a merge is planned. */
export interface MergePlanOptions extends ModelPlaces {
  /** Of the random methods; whole number. */
  readonly seed: number;
  /** Working memory of one thread. */
  readonly threadBytes: number;
  readonly maxShardBytes?: number;
  /** A person's own methods. */
  readonly methods?: readonly MergeMethod[];
}

/** A file that a merge reads. */
export interface MergeInput {
  /** Absolute. */
  readonly path: string;
  /** The model or adapter as the recipe names it. */
  readonly model: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Everything that is known before a byte is written. */
export interface MergePlan {
  readonly recipe: MergeRecipe;
  readonly method: MergeMethod;
  readonly seed: number;
  /** Every model of the recipe once; the first gives configuration and tokenizer. */
  readonly models: readonly MergeModel[];
  readonly tasks: readonly TensorTask[];
  readonly shards: ShardPlan;
  readonly vocabulary: VocabularyPlan;
  /** Layers of the result, where the models have layers. */
  readonly layers: number | null;
  /** What a person should know, and what does not stop the merge. */
  readonly notes: readonly string[];
  /** Bytes of the input tensors, each counted once. */
  readonly readBytes: number;
  readonly writeBytes: number;
  /** Parameters of the result. */
  readonly elements: number;
  /** Files that are read, in the order of the models. */
  readonly inputs: readonly MergeInput[];
  /** Hash of all that decides the result's bytes: the same for a merge that is gone on with. */
  readonly id: string;
}

/** A memory of WebAssembly is no larger than 4 GiB. */
const mostThreadBytes = 4_294_000_000;

/**
 * Plan a merge: opens every model (headers only), pairs their tensors and checks presence, shapes, kinds of numbers,
 * tied heads, vocabularies, settings and memory. Nothing is written.
 *
 * Throws MERGE_RECIPE_INVALID, MERGE_MODELS_MISMATCH (naming the tensor), MERGE_MEMORY_TOO_SMALL, SETTINGS_INVALID,
 * PLUGIN_UNKNOWN and what opening models throws.
 */
export async function planMerge(recipe: MergeRecipe, options: MergePlanOptions): Promise<MergePlan> {
  const threadBytes = Math.min(options.threadBytes, mostThreadBytes);
  const method = await findMethod(recipe.method, catalog, options.methods);
  requireKnownParameters(recipe, method);
  const models = openModels(recipe, options);
  const modelOf = (text: string): MergeModel => {
    const model = models.get(text);
    if (model === undefined) {
      throw new UsageError("MERGE_RECIPE_INVALID", `no model "${text}"`);
    }
    return model;
  };
  const slices = planSlices(recipe, method, modelOf);
  const tensors = resultTensors(slices);
  const inOrder = [...models.values()];
  const vocabulary = planVocabulary(inOrder, recipe.tokenizer, (model) => embeddingRows(model));
  const notes = [...vocabulary.notes, ...leftOver(slices, tensors)];
  const context = { recipe, method, vocabulary, models: inOrder, notes };
  const tasks = tensors.map((tensor) => taskOf(tensor, context));
  for (const task of tasks) {
    if (task.kind === "merge" && chunkFor(task, threadBytes) === 0) {
      throw new UsageError(
        "MERGE_MEMORY_TOO_SMALL",
        `tensor "${task.name}" [${task.shape.join(", ")}] of ${task.models.length + 1} models cannot be merged in ${threadBytes} bytes a thread`,
      );
    }
  }
  const shards = planShards(
    tasks.map((task) => ({
      ...{ name: task.name, shape: task.shape, dtype: task.kind === "copy" ? task.entry.dtype : task.out },
    })),
    options.maxShardBytes === undefined ? {} : { maxShardBytes: options.maxShardBytes },
  );
  const entries = new Map<string, TensorEntry>();
  for (const task of tasks) {
    const read =
      task.kind === "copy"
        ? [task.entry]
        : [...(task.base === null ? [] : [task.base]), ...task.models].flatMap(entriesOf);
    for (const entry of read) {
      entries.set(`${entry.file}\u0000${entry.name}`, entry);
    }
  }
  const inputs = inputFiles(inOrder);
  const layered = slices.some(({ layers }) => layers > 0);
  return {
    ...{
      recipe,
      method,
      seed: options.seed,
      models: inOrder,
      tasks,
      shards,
      vocabulary,
      inputs,
      notes: [...new Set(notes)],
    },
    layers: layered ? slices.reduce((sum, { layers }) => sum + layers, 0) : null,
    readBytes: [...entries.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    writeBytes: shards.totalBytes,
    elements: tasks.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0),
    id: identityHash(
      canonicalJson({
        ...{ version: vivaVersion, method: method.name, seed: options.seed },
        tasks: tasks.map((task) => (task.kind === "copy" ? task : { ...task, rows: rowsIdentity(task) })),
        inputs,
        heads: shards.files.map(({ name, head }) => [name, Buffer.from(head).toString("base64")]),
      }),
    ),
  };
}

function inputFiles(models: readonly MergeModel[]): MergeInput[] {
  return models.flatMap(({ reference, folder, adapter }) =>
    [
      ...folder.files.map(({ path }) => path),
      ...(folder.configFile === undefined ? [] : [folder.configFile]),
      ...folder.tokenizerFiles.filter((path) => basename(path) === "tokenizer.json"),
      ...(adapter === null ? [] : [...adapter.weights.files.map(({ path }) => path), adapter.configFile]),
    ].map((path) => {
      const { size, mtimeMs } = statSync(path);
      return { path, model: reference.text, sizeBytes: size, modifiedMs: mtimeMs };
    }),
  );
}

/** Typed arrays are written out by their content. */
function rowsIdentity(task: MergeTask): unknown {
  return [...(task.base === null ? [] : [task.base]), ...task.models].map((source) =>
    source.kind === "rows" ? [...source.starts, ...source.part, ...source.row].join() : null,
  );
}

/** Every model of a recipe, the reference (base, else the first) first. */
function openModels(recipe: MergeRecipe, places: ModelPlaces): Map<string, MergeModel> {
  const references: ModelReference[] = [
    ...(recipe.base === null ? [] : [recipe.base]),
    ...recipe.slices.flatMap(({ sources }) => sources.map(({ model }) => model)),
  ];
  const models = new Map<string, MergeModel>();
  for (const reference of references) {
    if (!models.has(reference.text)) {
      models.set(reference.text, openMergeModel(reference, places));
    }
  }
  return models;
}
