import { createHash } from "node:crypto";
import { createPlainSpace } from "../merging/plain-kernels.ts";
import { createSimdSpace } from "../merging/simd-kernels.ts";
import { openModelFile } from "../weights/model-file.ts";
import { createTensorReader } from "../weights/tensor-view.ts";
import { bestKernels } from "./merge-context.ts";
import type { MergePlan } from "./merge-plan.ts";
import { runTask } from "./merge-task.ts";

/** How long a merge may take. */
export interface MergeEstimate {
  /** Reading, arithmetic and hashing by all threads, as far as processors decide; the disk may ask for more. */
  readonly seconds: number;
  /** What was tried, to tell: elements of one tensor, merged and thrown away. */
  readonly triedElements: number;
}

/** What is tried at most: some tenths of a second with any method. */
const mostElements = 4_000_000;
const hashedBytes = 32_000_000;

const elementsIn = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/**
 * Merge one tensor for trial and hash a piece of an input, and reckon from both. Nothing is written. Null where there is
 * no tensor to try.
 *
 * @param now Milliseconds from any moment on.
 */
export function estimateMerge(
  plan: MergePlan,
  { threads, threadBytes, now }: { readonly threads: number; readonly threadBytes: number; readonly now: () => number },
): MergeEstimate | null {
  const tasks = plan.tasks
    .filter(({ kind, shape }) => kind === "merge" && elementsIn(shape) > 0)
    .sort((a, b) => elementsIn(b.shape) - elementsIn(a.shape));
  const task = tasks.find(({ shape }) => elementsIn(shape) <= mostElements) ?? tasks.at(-1);
  const [input] = plan.inputs;
  if (task === undefined || input === undefined) {
    return null;
  }
  const space = bestKernels() === "simd" ? createSimdSpace(threadBytes) : createPlainSpace(threadBytes);
  using reader = createTensorReader();
  const context = { method: plan.method, seed: plan.seed, space, reader, writer: { write: () => {} } };
  // The first time compiles the code and fills the cache.
  runTask(task, context);
  const start = now();
  runTask(task, context);
  const mergeMs = now() - start;
  using file = openModelFile(input.path);
  const piece = file.read(0, Math.min(file.sizeBytes, hashedBytes));
  const hashStart = now();
  createHash("sha256").update(piece).digest();
  const hashMs = now() - hashStart;
  const elements = elementsIn(task.shape);
  const inputBytes = plan.inputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const allMs = (mergeMs * plan.elements) / elements + (hashMs * inputBytes) / Math.max(1, piece.length);
  return { seconds: allMs / 1000 / Math.max(1, threads), triedElements: elements };
}
