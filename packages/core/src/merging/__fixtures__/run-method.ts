import { catalog } from "../catalog.ts";
import type { MergeMethod } from "../define.ts";
import { createMergeTensor, type TensorSource } from "../merge-tensor.ts";
import { createPlainSpace } from "../plain-kernels.ts";
import { createSimdSpace } from "../simd-kernels.ts";
import { bytesPerElement, type FloatDtype, type KernelSpace } from "../vector-kernels.ts";

export const simdSpace = createSimdSpace(8_000_000);
export const plainSpace = createPlainSpace(64_000_000);

/** A tensor in memory and how it is to be merged. */
export interface InMemory {
  readonly method: string | MergeMethod;
  readonly settings?: unknown;
  readonly models: readonly unknown[];
  readonly base: Uint8Array | null;
  readonly inputs: readonly Uint8Array[];
  readonly shape: readonly number[];
  readonly dtype: FloatDtype;
  readonly out?: FloatDtype;
  readonly name?: string;
  readonly seed?: number;
  readonly chunkElements?: number;
  readonly space?: KernelSpace;
}

/** The method of a name, loaded from the catalog. */
export async function methodOf(name: string): Promise<MergeMethod> {
  const load = catalog[name];
  if (load === undefined) {
    throw new Error(`no method ${name}`);
  }
  return (await load()).default;
}

/** Merge one tensor in memory: its stored bytes. */
export async function mergeInMemory(job: InMemory): Promise<Uint8Array> {
  const { shape, dtype, out = dtype, space = simdSpace } = job;
  const method = typeof job.method === "string" ? await methodOf(job.method) : job.method;
  const elements = shape.reduce((product, size) => product * size, 1);
  const result = new Uint8Array(elements * bytesPerElement[out]);
  const size = bytesPerElement[dtype];
  const source = (stored: Uint8Array): TensorSource => ({
    dtype,
    read: (start, bytes) => bytes.set(stored.subarray(start * size, start * size + bytes.length)),
  });
  let written = 0;
  method.configure(job.settings ?? {}, job.models).merge(
    createMergeTensor({
      name: job.name ?? "tensor",
      shape,
      seed: job.seed ?? 0,
      base: job.base === null ? null : source(job.base),
      models: job.inputs.map(source),
      sink: {
        dtype: out,
        write: (start, bytes) => {
          if (start !== written) {
            throw new Error(`written from ${start}, ${written} were written before`);
          }
          written += bytes.length / bytesPerElement[out];
          result.set(bytes, start * bytesPerElement[out]);
        },
      },
      space,
      chunkElements: job.chunkElements ?? 1_000_000,
    }),
  );
  if (written !== elements) {
    throw new Error(`${written} of ${elements} elements were written`);
  }
  return result;
}

/** Stored bytes as float32. */
export function floatsOf(bytes: Uint8Array, dtype: FloatDtype): Float32Array {
  const out = new Float32Array(bytes.length / bytesPerElement[dtype]);
  plainSpace.kernels.widen(dtype, bytes, out);
  return out;
}

/** Numbers as stored bytes, rounded. */
export function storedOf(values: ArrayLike<number>, dtype: FloatDtype): Uint8Array {
  const bytes = new Uint8Array(values.length * bytesPerElement[dtype]);
  plainSpace.kernels.narrow(dtype, Float32Array.from(values), bytes);
  return bytes;
}
