import { BugError, DataError, UsageError } from "../base/errors.ts";
import { blockElements } from "../merging/merge-tensor.ts";
import { elementsOf, type FloatDtype, requireFloat } from "../weights/dtypes.ts";
import type { ModelFolder, TensorEntry } from "../weights/model-folder.ts";
import { createTensorReader, type TensorReader, toFloats } from "../weights/tensor-view.ts";
import type { MergeModel } from "./merge-model.ts";
import type { MergePlan } from "./merge-plan.ts";
import { openSource } from "./open-source.ts";
import { createTaskVectorCounter, type TaskVectorSums } from "./task-vector-sums.ts";
import { entriesOf, type MergeTask, type SourceTask } from "./tensor-task.ts";

/** One tensor of a merged model beside what it was made from. */
export interface MeasuredTensor {
  readonly name: string;
  /** Of each model: its place among the plan's models. Layers of a stack may come from different ones. */
  readonly models: readonly number[];
  readonly sums: TaskVectorSums;
  /** The share of each task vector that the recipe asks to be kept; null where the method knows no density. */
  readonly densities: readonly (number | null)[];
}

/** How task vectors are measured. */
export interface MeasureOptions {
  /** Working memory, about; what a LoRA adapter adds to one tensor comes on top. */
  readonly memoryBytes: number;
  /** The model that task vectors start from, where the method has none of its own. */
  readonly base?: ModelFolder;
  /** Told of each tensor. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Read every merged tensor with its sources once, chunk by chunk, and sum up its task vectors: models and merge less the base.
 * Without a base they are measured from zero. Differences of the stored numbers and all sums are float64 and do not depend on
 * the memory. Tensors that hold no weights are passed over.
 *
 * Throws MERGE_MEMORY_TOO_SMALL, MERGE_VERIFY_FAILED where the merged model lacks a tensor or has it in another shape,
 * MERGE_MODELS_MISMATCH where `base` does, and what reading throws.
 */
export function measureTaskVectors(
  plan: Pick<MergePlan, "tasks" | "models" | "recipe" | "method">,
  merged: ModelFolder,
  options: MeasureOptions,
): MeasuredTensor[] {
  using reader = createTensorReader();
  const slices = placesOfSlices(plan);
  const work = plan.tasks.filter((task): task is MergeTask => task.kind === "merge");
  return work.map((task, done) => {
    const result = mergedEntry(task, merged);
    const base = task.base ?? givenBase(task, options.base);
    const sums = sumsOf(task, base, result, reader, options.memoryBytes);
    options.onProgress?.(done + 1, work.length);
    return {
      name: task.name,
      models: placesOf(task, slices, plan.models),
      sums,
      densities: task.modelSettings.map(({ density }) => (typeof density === "number" ? density : null)),
    };
  });
}

/** Of each slice of a recipe the models that are merged, by their places among the plan's; a base is none of them. */
function placesOfSlices({ recipe, method, models }: Pick<MergePlan, "recipe" | "method" | "models">): number[][] {
  const base = method.base === "none" ? null : recipe.base;
  return recipe.slices.map(({ sources }) =>
    sources
      .filter(({ model }) => model.text !== base?.text)
      .map(({ model }) => models.findIndex(({ reference }) => reference.text === model.text)),
  );
}

/** Whether a source may be a model's. Rows that are put in order come from several. */
function isOf(source: SourceTask, model: MergeModel | undefined): boolean {
  switch (source.kind) {
    case "stored":
      return model?.folder.files.some(({ path }) => path === source.entry.file) === true;
    case "adapted":
      return model?.adapter?.weights.files.some(({ path }) => path === source.a.entry.file) === true;
    case "rows":
      return true;
  }
}

/** The slice a tensor is of is the first with its models. */
function placesOf(
  task: MergeTask,
  slices: readonly (readonly number[])[],
  models: readonly MergeModel[],
): readonly number[] {
  const places = slices.find(
    (slice) =>
      slice.length === task.models.length &&
      slice.every((place, index) => {
        const source = task.models[index];
        return source !== undefined && isOf(source, models[place]);
      }),
  );
  if (places === undefined) {
    throw new BugError("INTERNAL", `tensor "${task.name}" is of no slice of the recipe`);
  }
  return places;
}

function mergedEntry({ name, shape }: MergeTask, merged: ModelFolder): TensorEntry {
  const entry = merged.tensors.get(name);
  if (entry === undefined || entry.shape.join() !== shape.join()) {
    const seen =
      entry === undefined ? "is not there" : `is [${entry.shape.join(", ")}], [${shape.join(", ")}] was merged`;
    throw new DataError("MERGE_VERIFY_FAILED", `tensor "${name}" ${seen}`, { place: { file: merged.path } });
  }
  return entry;
}

function givenBase(task: MergeTask, base: ModelFolder | undefined): SourceTask | null {
  const [first] = task.models;
  if (base === undefined || first === undefined) {
    return null;
  }
  // Layers of a stack have other numbers than in the models they come from.
  const name = entriesOf(first)[0]?.name ?? task.name;
  const entry = base.tensors.get(name);
  if (entry === undefined) {
    throw new DataError("MERGE_MODELS_MISMATCH", `has no tensor "${name}"`, { place: { file: base.path } });
  }
  if (entry.shape.join() !== task.shape.join()) {
    const message = `tensor "${name}" is [${entry.shape.join(", ")}], the merged one [${task.shape.join(", ")}]`;
    throw new DataError("MERGE_MODELS_MISMATCH", message, { place: { file: base.path } });
  }
  return { kind: "stored", dtype: requireFloat(entry), entry };
}

/** Bytes of one element of one source: as stored, at most four, and as float32. */
const elementBytes = 8;
const mostChunkElements = 1 << 20;

function sumsOf(
  task: MergeTask,
  base: SourceTask | null,
  result: TensorEntry,
  reader: TensorReader,
  memoryBytes: number,
): TaskVectorSums {
  const stored: SourceTask = { kind: "stored", dtype: requireFloat(result), entry: result };
  const sources = [...task.models, stored, ...(base === null ? [] : [base])].map((source) =>
    openSource(source, reader),
  );
  const elements = elementsOf(task.shape);
  const fitting = Math.floor(memoryBytes / (sources.length * elementBytes) / blockElements) * blockElements;
  const chunk = Math.min(mostChunkElements, fitting);
  if (chunk === 0) {
    throw new UsageError(
      "MERGE_MEMORY_TOO_SMALL",
      `tensor "${task.name}" of ${sources.length} models cannot be read side by side in ${memoryBytes} bytes`,
    );
  }
  const counter = createTaskVectorCounter(task.models.length);
  const buffers = sources.map(({ dtype }) => ({
    bytes: new Uint8Array(Math.min(chunk, elements) * bytesOf(dtype)),
    floats: new Float32Array(Math.min(chunk, elements)),
  }));
  for (let start = 0; start < elements; start += chunk) {
    const length = Math.min(chunk, elements - start);
    const values = sources.map((source, index) => {
      const { bytes = new Uint8Array(), floats = new Float32Array() } = buffers[index] ?? {};
      const part = bytes.subarray(0, length * bytesOf(source.dtype));
      source.read(start, part);
      return toFloats(part, source.dtype, floats.subarray(0, length));
    });
    const own = values.slice(0, task.models.length + 1);
    counter.add(values[task.models.length + 1] ?? null, own);
  }
  return counter.sums;
}

const bytesOf = (dtype: FloatDtype): number => (dtype === "F32" ? 4 : 2);
