import { createHash } from "node:crypto";
import type { MergeMethod } from "../merging/define.ts";
import { createPlainSpace } from "../merging/plain-kernels.ts";
import { createSimdSpace, simdAvailable } from "../merging/simd-kernels.ts";
import { openModelFile } from "../weights/model-file.ts";
import type { ShardPlan } from "../weights/shard-plan.ts";
import { openShardWriter } from "../weights/shard-writer.ts";
import { createTensorReader } from "../weights/tensor-view.ts";
import { runTask } from "./merge-task.ts";
import type { TensorTask } from "./tensor-task.ts";

/** Which kernels do the arithmetic; both give the same bits. */
export type KernelKind = "simd" | "plain";

/** What a thread needs to do its part of a merge. */
export interface ThreadSettings {
  readonly seed: number;
  readonly folder: string;
  readonly shards: ShardPlan;
  readonly tasks: readonly TensorTask[];
  readonly memoryBytes: number;
  readonly kernels: KernelKind;
}

/** A piece of work: a tensor by its place among the tasks, or a file to be hashed. */
export type MergeWork = { readonly task: number } | { readonly file: string };

/** Does pieces of a merge, one after the other; holds files open until it is disposed of. */
export interface MergeHand extends Disposable {
  /** SHA-256 of the tensor's bytes as written, or of the file. */
  run(work: MergeWork): string;
}

/** The kernels that this machine runs best. */
export function bestKernels(): KernelKind {
  return simdAvailable() ? "simd" : "plain";
}

/** A hand in this thread. */
export function createMergeHand(settings: ThreadSettings, method: MergeMethod): MergeHand {
  const { seed, folder, shards, tasks, memoryBytes, kernels } = settings;
  const space = kernels === "simd" ? createSimdSpace(memoryBytes) : createPlainSpace(memoryBytes);
  const reader = createTensorReader();
  const writer = openShardWriter(folder, shards);
  return {
    run: (work) => {
      if ("file" in work) {
        return hashOfFile(work.file);
      }
      const task = tasks[work.task];
      if (task === undefined) {
        throw new Error(`there is no task ${work.task}`);
      }
      return runTask(task, { method, seed, space, reader, writer });
    },
    [Symbol.dispose]: () => {
      reader[Symbol.dispose]();
      writer[Symbol.dispose]();
    },
  };
}

/** SHA-256 of a file, read in pieces, in this thread. */
export function hashOfFile(path: string): string {
  using file = openModelFile(path);
  const digest = createHash("sha256");
  const piece = Buffer.from(new ArrayBuffer(Math.max(1, Math.min(1 << 21, file.sizeBytes))));
  for (let done = 0; done < file.sizeBytes; done += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, file.sizeBytes - done));
    file.readInto(done, part);
    digest.update(part);
  }
  return digest.digest("hex");
}
