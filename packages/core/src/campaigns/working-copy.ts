import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeError } from "../base/errors.ts";
import { bestKernels } from "../merges/merge-context.ts";
import { runTask } from "../merges/merge-task.ts";
import { createPlainSpace } from "../merging/plain-kernels.ts";
import { createSimdSpace } from "../merging/simd-kernels.ts";
import { createShardFiles, finishShards, requireDiskSpace, writeFully } from "../weights/shard-writer.ts";
import { createTensorReader } from "../weights/tensor-view.ts";
import { baseRecipe, noShare, type WeightsRecipe } from "./weights-recipe.ts";
import { openWorkingGguf, type WorkingGguf } from "./working-gguf.ts";
import { forgetWorkingState, readWorkingState, type WorkingState, writeWorkingState } from "./working-journal.ts";
import {
  layOutWorkingCopy,
  taskForRecipe,
  type WorkingLayout,
  type WorkingModels,
  workingBytes,
} from "./working-layout.ts";

/** What overwriting came to so far. */
export interface OverwriteCounts {
  /** Different models the copy became. */
  readonly models: number;
  readonly writtenBytes: number;
  /** What writing each of them whole would have come to. */
  readonly wholeBytes: number;
}

/** A model on the disk that becomes one merge after the other: only tensors of layers that differ are overwritten. */
export interface WorkingCopy extends Disposable {
  /** A folder of safetensors, with configuration and tokenizer. */
  readonly folder: string;
  /** The GGUF file beside it, or null. */
  readonly gguf: string | null;
  /** Bytes that becoming a recipe's model would write. */
  bytesTo(recipe: WeightsRecipe): number;
  /** Overwrite what differs. Throws what merging and converting throw, DISK_FULL, the signal's reason; may then be called again. */
  become(recipe: WeightsRecipe, signal: AbortSignal): Promise<void>;
  counts(): OverwriteCounts;
}

/** Where the parts of a working copy lie. */
export function workingPlaces(folder: string): { model: string; gguf: string; journal: string } {
  const path = resolve(folder);
  return { model: join(path, "model"), gguf: join(path, "model.gguf"), journal: join(path, "model.json") };
}

/** Take the files of a working copy away, whether they are whole or not; it must be closed. Throws FILE_WRITE_FAILED. */
export function removeWorkingCopy(folder: string): void {
  const { model, gguf, journal } = workingPlaces(folder);
  try {
    forgetWorkingState(journal);
    rmSync(gguf, { force: true });
    rmSync(model, { recursive: true, force: true });
  } catch (cause) {
    throw writeError(model, cause);
  }
}

/**
 * Open the working copy of a folder: the one an earlier search left, where its journal says what it holds, else a new one.
 * Which tensors are being overwritten is on the disk before the first of their bytes changes, so that a copy which was
 * broken off is never taken for whole: those tensors are written again.
 *
 * Throws what `layOutWorkingCopy` throws, DISK_FULL before anything is written, FILE_WRITE_FAILED.
 */
export async function openWorkingCopy(models: WorkingModels, folder: string): Promise<WorkingCopy> {
  const layout = await layOutWorkingCopy(models, folder);
  const { plan, groupOf, bytesOf } = layout;
  const places = workingPlaces(folder);
  const known = readWorkingState(places.journal);
  const usable = known !== null && known.id === layout.id && isWhole(layout, places) && fits(known.recipe, models);
  if (!usable) {
    removeWorkingCopy(folder);
    makeFiles(layout, places);
  }
  const gguf = models.gguf === null ? null : openWorkingGguf(places.model, places.gguf, models.gguf, { keep: usable });
  const state: WorkingState =
    usable && gguf?.kept !== false
      ? known
      : {
          ...{ id: layout.id, recipe: baseRecipe(models.models.length, models.groups.length) },
          unsure: plan.tasks.map(({ name }) => name),
        };
  return createWorkingCopy({ layout, places, gguf, state, bytesOf, groupOf });
}

function fits(recipe: WeightsRecipe, { models, groups }: WorkingModels): boolean {
  return recipe.length === models.length && recipe.every((row) => row.length === groups.length);
}

type Places = ReturnType<typeof workingPlaces>;

function isWhole({ plan, companions }: WorkingLayout, { model }: Places): boolean {
  const sizes = [
    ...plan.shards.files.map(({ name, sizeBytes }) => [name, sizeBytes] as const),
    ...[...companions].map(([name, { byteLength }]) => [name, byteLength] as const),
  ];
  return sizes.every(([name, size]) => existsSync(join(model, name)) && statSync(join(model, name)).size === size);
}

/** Files of full length with everything but the tensors. */
function makeFiles({ plan, companions, modelBytes }: WorkingLayout, { model }: Places): void {
  try {
    mkdirSync(model, { recursive: true });
  } catch (cause) {
    throw writeError(model, cause);
  }
  requireDiskSpace(model, modelBytes);
  createShardFiles(model, plan.shards);
  finishShards(model, plan.shards);
  for (const [name, bytes] of companions) {
    const path = join(model, name);
    try {
      writeFileSync(path, bytes, { flush: true });
    } catch (cause) {
      throw writeError(path, cause);
    }
  }
}

interface Parts {
  readonly layout: WorkingLayout;
  readonly places: Places;
  readonly gguf: WorkingGguf | null;
  readonly state: WorkingState;
  readonly bytesOf: readonly number[];
  readonly groupOf: readonly number[];
}

function createWorkingCopy({ layout, places, gguf, state: before, bytesOf, groupOf }: Parts): WorkingCopy {
  const { plan } = layout;
  const { files } = plan.shards;
  const descriptors = files.map(({ name }) => openSync(join(places.model, name), "r+"));
  const reader = createTensorReader();
  const space = bestKernels() === "simd" ? createSimdSpace(workingBytes) : createPlainSpace(workingBytes);
  let state = before;
  let unsure = new Set(before.unsure);
  const counted = { models: 0, writtenBytes: 0, wholeBytes: 0 };
  const changes = (recipe: WeightsRecipe): number[] => {
    const groups = groupsThatDiffer(state.recipe, recipe);
    return plan.tasks.flatMap(({ name }, at) => (groups.has(groupOf[at] ?? -1) || unsure.has(name) ? [at] : []));
  };
  const writer = {
    write: (tensor: string, from: number, bytes: Uint8Array): void => {
      const place = plan.shards.places.get(tensor);
      const descriptor = descriptors[place?.file ?? -1];
      if (place === undefined || descriptor === undefined) {
        throw new RangeError(`tensor "${tensor}" is not in the plan`);
      }
      try {
        writeFully(descriptor, bytes, place.offset + from);
      } catch (cause) {
        throw writeError(join(places.model, files[place.file]?.name ?? ""), cause);
      }
    },
  };
  const close = (): void => {
    for (const descriptor of descriptors.splice(0)) {
      closeSync(descriptor);
    }
    reader[Symbol.dispose]();
    gguf?.[Symbol.dispose]();
  };
  return {
    folder: places.model,
    gguf: gguf === null ? null : places.gguf,
    bytesTo: (recipe) => changes(recipe).reduce((sum, at) => sum + (bytesOf[at] ?? 0), 0),
    become: async (recipe, signal) => {
      const changed = changes(recipe);
      if (changed.length === 0) {
        return;
      }
      unsure = new Set(changed.map((at) => plan.tasks[at]?.name ?? ""));
      state = { id: layout.id, recipe, unsure: [...unsure] };
      writeWorkingState(places.journal, state);
      counted.models += 1;
      counted.wholeBytes += layout.modelBytes;
      for (const at of changed) {
        const task = plan.tasks[at];
        if (task !== undefined) {
          const context = { method: plan.method, seed: plan.seed, space, reader, writer };
          runTask(taskForRecipe(task, groupOf[at] ?? -1, recipe), context);
          gguf?.update(task.name);
          counted.writtenBytes += bytesOf[at] ?? 0;
        }
        // Signals are heard between tensors.
        await new Promise((resume) => setImmediate(resume));
        signal.throwIfAborted();
      }
      // First the bytes, then the word that they are there.
      descriptors.forEach((descriptor) => void fsyncSync(descriptor));
      gguf?.sync();
      unsure = new Set();
      state = { id: layout.id, recipe, unsure: [] };
      writeWorkingState(places.journal, state);
    },
    counts: () => ({ ...counted }),
    [Symbol.dispose]: close,
  };
}

/** Groups of which two recipes take something else of some model; a layer left out is one, however it is said. */
export function groupsThatDiffer(a: WeightsRecipe, b: WeightsRecipe): Set<number> {
  const groups = new Set<number>();
  b.forEach((row, model) => {
    row.forEach((share, group) => {
      const other = a[model]?.[group] ?? noShare;
      const out = share.density === 0 || share.scale === 0;
      const otherOut = other.density === 0 || other.scale === 0;
      if (out !== otherOut || (!out && (share.density !== other.density || share.scale !== other.scale))) {
        groups.add(group);
      }
    });
  });
  return groups;
}
