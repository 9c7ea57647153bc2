import { DataError, UsageError } from "../base/errors.ts";
import type { MergeMethod } from "../merging/define.ts";
import type { FloatDtype } from "../merging/vector-kernels.ts";
import { requireFloat } from "../weights/dtypes.ts";
import type { TensorEntry } from "../weights/model-folder.ts";
import { adaptedSource } from "./lora-adapter.ts";
import type { MergeModel } from "./merge-model.ts";
import { parametersOf, requireSettings, settingsAt } from "./method-parameters.ts";
import type { MergeRecipe } from "./recipe.ts";
import type { PlannedSlice, PlannedSource, ResultTensor } from "./result-tensors.ts";
import type { AdaptedSource, MergeTask, StoredSource, TensorTask } from "./tensor-task.ts";
import { isVocabularyTensor, type VocabularyPlan } from "./vocabulary-plan.ts";

/** Tensors that hold no weights: positions and frequencies that are computed, masks. */
const buffers = /(?:position_ids|token_type_ids|num_batches_tracked|inv_freq|masked_bias|attn\.bias)$/u;

/** Rows of a model's embedding, 0 where it has none. */
export function embeddingRows({ folder }: MergeModel): number {
  for (const { name, shape } of folder.tensors.values()) {
    if (isVocabularyTensor(name) && !name.endsWith("lm_head.weight")) {
      return shape[0] ?? 0;
    }
  }
  return 0;
}

/** What tensors are planned with. */
export interface TaskPlanning {
  readonly recipe: MergeRecipe;
  readonly method: MergeMethod;
  readonly vocabulary: VocabularyPlan;
  readonly models: readonly MergeModel[];
  /** Notes are added here. */
  readonly notes: string[];
}

/**
 * What is to be done for one tensor of the result: its sources, settings and kind of numbers. Throws
 * MERGE_MODELS_MISMATCH, MODEL_DTYPE_UNSUPPORTED or SETTINGS_INVALID, naming the tensor.
 */
export function taskOf(tensor: ResultTensor, planning: TaskPlanning): TensorTask {
  const { recipe, method } = planning;
  const { slice, name, depth } = tensor;
  const all = [...(slice.base === null ? [] : [slice.base]), ...slice.sources];
  const stored = all.map((source) => entryOf(tensor, source, planning));
  const [first] = stored;
  const [leading] = all;
  if (first === undefined || leading === undefined) {
    throw new UsageError("MERGE_RECIPE_INVALID", "no models are named");
  }
  if (buffers.test(name)) {
    planning.notes.push("tensors that hold no weights are taken over from the first model as they are");
    return { kind: "copy", name, shape: first.shape, entry: first };
  }
  const sources = stored.map((entry, index) => sourceOf(entry, all[index] ?? leading));
  const arranged = arrangedSources(tensor, all, sources, planning);
  const shape = arranged.shape;
  const { ofTensor, ofModel } = parametersOf(method);
  const upper = [slice.slice.parameters, recipe.parameters];
  const settings = settingsAt(ofTensor, upper, { tensor: name, depth });
  const modelSettings = slice.sources.map((source) =>
    settingsAt(ofModel, [source.source.parameters, ...upper], { tensor: tensor.nameIn(source), depth }),
  );
  requireSettings(method, name, settings, modelSettings);
  const outDtype: FloatDtype = recipe.out ?? requireFloat(first);
  return {
    ...{ kind: "merge", name, shape, out: outDtype, settings, modelSettings },
    base: slice.base === null ? null : (arranged.sources[0] ?? null),
    models: slice.base === null ? arranged.sources : arranged.sources.slice(1),
  };
}

/** A model's tensor; a tied output layer is the embedding. Throws MERGE_MODELS_MISMATCH when it is not there. */
function entryOf(tensor: ResultTensor, source: PlannedSource, { notes }: TaskPlanning): TensorEntry {
  const name = tensor.nameIn(source);
  const { folder, tied, reference } = source.model;
  const entry = folder.tensors.get(name);
  if (entry !== undefined) {
    return entry;
  }
  const embedding = [...folder.tensors.values()].find(
    (other) => isVocabularyTensor(other.name) && !other.name.endsWith("lm_head.weight"),
  );
  if (tied && name.endsWith("lm_head.weight") && embedding !== undefined) {
    notes.push(`${reference.text} has its output layer tied to its embedding, which stands for it`);
    return embedding;
  }
  throw new DataError("MERGE_MODELS_MISMATCH", `has no tensor "${name}"`, { place: { file: folder.path } });
}

function sourceOf(entry: TensorEntry, { model }: PlannedSource): StoredSource | AdaptedSource {
  const stored: StoredSource = { kind: "stored", dtype: requireFloat(entry), entry };
  const pair = model.adapter?.pairs.get(entry.name);
  return pair === undefined ? stored : adaptedSource(stored, pair);
}

const shapeOf = (source: StoredSource | AdaptedSource): readonly number[] =>
  source.kind === "stored" ? source.entry.shape : source.of.entry.shape;

/** Sources with rows arranged by token where that is asked for, and the shape all of them have. */
function arrangedSources(
  tensor: ResultTensor,
  all: readonly PlannedSource[],
  sources: readonly (StoredSource | AdaptedSource)[],
  planning: TaskPlanning,
): { readonly shape: readonly number[]; readonly sources: MergeTask["models"] } {
  const { vocabulary, models } = planning;
  const [first] = sources;
  const shape = first === undefined ? [] : shapeOf(first);
  const byToken = vocabulary.rows !== null && isVocabularyTensor(tensor.name);
  sources.forEach((source, index) => {
    const other = shapeOf(source);
    const [a, b] = byToken ? [shape.slice(1), other.slice(1)] : [shape, other];
    if (a.join() !== b.join()) {
      const [one, two] = [all[0]?.model.reference.text, all[index]?.model.reference.text];
      throw new DataError(
        "MERGE_MODELS_MISMATCH",
        `tensor "${tensor.name}" is [${shape.join(", ")}] in ${one} and [${other.join(", ")}] in ${two}`,
      );
    }
  });
  if (!byToken || vocabulary.rows === null) {
    return { shape, sources };
  }
  // Rows that one model lacks may come from any model of the recipe, so all of them are arranged together.
  const everywhere = models.map((model) => {
    const index = all.findIndex((each) => each.model === model);
    const known = sources[index];
    if (known !== undefined) {
      return known;
    }
    const source: PlannedSource = {
      source: { model: model.reference, layers: null, parameters: {} },
      model,
      from: 0,
      to: 0,
    };
    return sourceOf(entryOf(tensor, source, planning), source);
  });
  const arranged = vocabulary.arrange(everywhere);
  return {
    shape: [vocabulary.rows, ...shape.slice(1)],
    sources: all
      .map(({ model }, index) => arranged[models.indexOf(model)] ?? sources[index])
      .filter((one) => one !== undefined),
  };
}

/** Tensors that models have and the result has not. Throws MERGE_MODELS_MISMATCH unless they are of no account. */
export function leftOver(slices: readonly PlannedSlice[], tensors: readonly ResultTensor[]): string[] {
  const notes: string[] = [];
  for (const slice of slices) {
    for (const source of [...(slice.base === null ? [] : [slice.base]), ...slice.sources]) {
      const used = new Set(tensors.filter((tensor) => tensor.slice === slice).map((tensor) => tensor.nameIn(source)));
      const outside = new Set(tensors.map((tensor) => tensor.name));
      const { folder, stack, tied, reference } = source.model;
      for (const name of folder.tensors.keys()) {
        const layer =
          stack !== null && name.startsWith(stack.before) ? Number.parseInt(name.slice(stack.before.length), 10) : null;
        const inSlice = layer === null || (layer >= source.from && layer < source.to);
        if (!inSlice || used.has(name) || (layer === null && outside.has(name)) || buffers.test(name)) {
          continue;
        }
        if (tied && name.endsWith("lm_head.weight")) {
          notes.push(`"${name}" of ${reference.text} is left out: its configuration ties it to the embedding`);
          continue;
        }
        throw new DataError("MERGE_MODELS_MISMATCH", `has a tensor "${name}", which the result would lose`, {
          place: { file: folder.path },
        });
      }
    }
  }
  return notes;
}
