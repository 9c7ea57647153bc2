import { createHash } from "node:crypto";
import type { MergeMethod } from "../merging/define.ts";
import { createMergeTensor, workingBytes } from "../merging/merge-tensor.ts";
import { bytesPerElement, type KernelSpace } from "../merging/vector-kernels.ts";
import type { ShardWriter } from "../weights/shard-writer.ts";
import type { TensorReader } from "../weights/tensor-view.ts";
import { openSource } from "./open-source.ts";
import { dtypeOf, type MergeTask, type TensorTask } from "./tensor-task.ts";

/** What tensors are merged with. */
export interface TaskContext {
  readonly method: MergeMethod;
  readonly seed: number;
  readonly space: KernelSpace;
  readonly reader: TensorReader;
  readonly writer: Pick<ShardWriter, "write">;
}

/** The most elements that are read at a time: several inputs' chunks and the output's lie in the second-level cache. */
const mostChunkElements = 1 << 18;
const leastChunkElements = 1 << 12;
/** What rounding each piece of working memory up to 16 bytes and 16 more may take. */
const alignmentBytes = 1 << 16;

/** The largest chunk with which a tensor fits into so many bytes, or 0 when none does. */
export function chunkFor(task: MergeTask, sizeBytes: number): number {
  const sources = [...(task.base === null ? [] : [task.base]), ...task.models].map(dtypeOf);
  for (let chunk = mostChunkElements; chunk >= leastChunkElements; chunk /= 2) {
    const { shape, out } = task;
    if (workingBytes({ shape, sources, out, chunkElements: chunk }) + alignmentBytes <= sizeBytes) {
      return chunk;
    }
  }
  return 0;
}

/** Make one tensor of the result and write it: SHA-256 of its bytes, 64 hex digits. */
export function runTask(task: TensorTask, context: TaskContext): string {
  return task.kind === "copy" ? copyTensor(task, context) : mergeTensor(task, context);
}

function copyTensor({ name, entry }: Extract<TensorTask, { kind: "copy" }>, { reader, writer }: TaskContext): string {
  const digest = createHash("sha256");
  for (const { from, bytes } of reader.chunks(entry, mostChunkElements)) {
    writer.write(name, from, bytes);
    digest.update(bytes);
  }
  return digest.digest("hex");
}

function mergeTensor(task: MergeTask, { method, seed, space, reader, writer }: TaskContext): string {
  const digest = createHash("sha256");
  const size = bytesPerElement[task.out];
  const tensor = createMergeTensor({
    name: task.name,
    shape: task.shape,
    seed,
    base: task.base === null ? null : openSource(task.base, reader),
    models: task.models.map((source) => openSource(source, reader)),
    sink: {
      dtype: task.out,
      write: (start, bytes) => {
        writer.write(task.name, start * size, bytes);
        digest.update(bytes);
      },
    },
    space,
    chunkElements: chunkFor(task, space.sizeBytes),
  });
  method.configure(task.settings, task.modelSettings).merge(tensor);
  return digest.digest("hex");
}
