import { BugError } from "../base/errors.ts";
import type { MergeBlock, MergeTensor, PassUnit } from "./define.ts";
import { randomKey } from "./random-key.ts";
import { bytesPerElement, type FloatDtype, type KernelSpace } from "./vector-kernels.ts";

/** Where the stored numbers of one tensor of one model come from. */
export interface TensorSource {
  readonly dtype: FloatDtype;
  /** Fills `bytes` with the elements from `start`. */
  read(start: number, bytes: Uint8Array): void;
}

/** Where the merged numbers go. */
export interface TensorSink {
  readonly dtype: FloatDtype;
  /** Takes the elements from `start`; calls come in order and without gaps. */
  write(start: number, bytes: Uint8Array): void;
}

/** What is merged into one tensor. */
export interface MergeTensorJob {
  readonly name: string;
  readonly shape: readonly number[];
  readonly seed: number;
  readonly base: TensorSource | null;
  readonly models: readonly TensorSource[];
  readonly sink: TensorSink;
  readonly space: KernelSpace;
  /** Elements read or written at a time, about; the result does not depend on it. */
  readonly chunkElements: number;
}

/** Elements of a block: three or four vectors of it lie in the first-level cache. Sums are over blocks of this size. */
export const blockElements = 4096;

/** Elements in each step of a pass, for a tensor of this shape. */
export function passLength(unit: PassUnit, shape: readonly number[]): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  if (unit === "block") {
    return blockElements;
  }
  return unit === "row" ? (shape.at(-1) ?? 1) : elements / (shape[0] ?? 1);
}

/** A source's stored numbers around where a pass is. They stay from pass to pass, so that a tensor of one chunk is read once. */
interface Window {
  readonly source: TensorSource;
  bytes: Uint8Array;
  vector: Float32Array;
  /** The elements that lie in `bytes`; none at first. */
  start: number;
  count: number;
}

/**
 * The tensor of a job. Passes read chunk by chunk, only the sources that a visit asks for; a job's result depends
 * neither on `chunkElements` nor on which kernels do the arithmetic.
 */
export function createMergeTensor(job: MergeTensorJob): MergeTensor {
  const { name, shape, space, sink } = job;
  space.reset();
  const elements = shape.reduce((product, size) => product * size, 1);
  const keys = job.models.map((_, model) => randomKey(job.seed, name, model));
  const windowOf = (source: TensorSource): Window => ({
    ...{ source, bytes: new Uint8Array(0), vector: new Float32Array(0), start: 0, count: 0 },
  });
  const base = job.base === null ? null : windowOf(job.base);
  const models = job.models.map(windowOf);
  const scratch: Float32Array[] = [];

  const pass = (unit: PassUnit, visit: (block: MergeBlock) => Float32Array | undefined, writes: boolean): void => {
    if (elements === 0) {
      return;
    }
    const step = Math.min(elements, passLength(unit, shape));
    const chunk = Math.min(elements, Math.max(1, Math.floor(job.chunkElements / step)) * step);
    const now = { start: 0, length: 0, chunkStart: 0, chunkLength: 0 };
    const fit = (vector: Float32Array): Float32Array =>
      vector.length === now.length ? vector : shortened(vector, now.length, space);
    const values = (at: Window): Float32Array => {
      const size = bytesPerElement[at.source.dtype];
      if (at.start !== now.chunkStart || at.count !== now.chunkLength) {
        if (at.bytes.length < chunk * size) {
          at.bytes = space.bytes(chunk * size);
        }
        at.source.read(now.chunkStart, at.bytes.subarray(0, now.chunkLength * size));
        at.start = now.chunkStart;
        at.count = now.chunkLength;
      }
      if (at.vector.length < step) {
        at.vector = space.vector(step);
      }
      const vector = fit(at.vector);
      const offset = (now.start - now.chunkStart) * size;
      space.kernels.widen(at.source.dtype, at.bytes.subarray(offset, offset + now.length * size), vector);
      return vector;
    };
    const block: MergeBlock = {
      get start() {
        return now.start;
      },
      get length() {
        return now.length;
      },
      base: () => {
        if (base === null) {
          throw new BugError("INTERNAL", `${name}: a base model is asked for, and the recipe has none`);
        }
        return values(base);
      },
      model: (index) => {
        const at = models[index];
        if (at === undefined) {
          throw new BugError("INTERNAL", `${name}: model ${index} is asked for, and there are ${models.length}`);
        }
        return values(at);
      },
      scratch: (index) => {
        let vector = scratch[index];
        if (vector === undefined || vector.length < step) {
          vector = space.vector(step);
          scratch[index] = vector;
        }
        return fit(vector);
      },
    };
    const size = bytesPerElement[sink.dtype];
    const out = writes ? space.bytes(chunk * size) : new Uint8Array(0);
    for (now.chunkStart = 0; now.chunkStart < elements; now.chunkStart += chunk) {
      now.chunkLength = Math.min(chunk, elements - now.chunkStart);
      const end = now.chunkStart + now.chunkLength;
      for (now.start = now.chunkStart; now.start < end; now.start += step) {
        now.length = Math.min(step, end - now.start);
        const result = visit(block);
        if (result !== undefined) {
          const offset = (now.start - now.chunkStart) * size;
          space.kernels.narrow(sink.dtype, result, out.subarray(offset, offset + now.length * size));
        }
      }
      if (writes) {
        sink.write(now.chunkStart, out.subarray(0, now.chunkLength * size));
      }
    }
  };

  return {
    name,
    shape,
    elements,
    models: job.models.length,
    hasBase: base !== null,
    kernels: space.kernels,
    counts: (length) => space.counts(length),
    randomKey: (model) => keys[model] ?? randomKey(job.seed, name, model),
    scan: (unit, visit) => {
      pass(
        unit,
        (block) => {
          visit(block);
          return undefined;
        },
        false,
      );
    },
    emit: (unit, visit) => {
      pass(unit, visit, true);
    },
  };
}

/** The beginning of a vector; what follows up to four elements is zeroed, as kernels want it. */
function shortened(vector: Float32Array, length: number, space: KernelSpace): Float32Array {
  const view = vector.subarray(0, length);
  if (space.kernels.kind === "simd") {
    vector.fill(0, length, Math.min(vector.length, Math.ceil(length / 4) * 4));
  }
  return view;
}

/** What the working memory of a tensor depends on. */
export interface WorkingMemory {
  readonly shape: readonly number[];
  /** Stored kinds of base and models. */
  readonly sources: readonly FloatDtype[];
  readonly out: FloatDtype;
  readonly chunkElements: number;
}

/** Scratch vectors that a method is reckoned to use at most. */
const scratchVectors = 6;
/** Histograms of a model: one of upper bits and, for two selections, two of lower ones. Draws of a row take less. */
const tableBytes = 4 * (65_536 + 2 * 32_768);

/**
 * Bytes of working memory that merging a tensor takes at most: chunks of every input and the output, values and
 * scratch of the longest step, histograms.
 */
export function workingBytes({ shape, sources, out, chunkElements }: WorkingMemory): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  const units: readonly PassUnit[] = ["block", "row", "slice"];
  const longest = Math.max(0, ...units.map((unit) => Math.min(elements, passLength(unit, shape))));
  const chunk = Math.min(elements, Math.max(chunkElements, longest));
  const stored = [...sources, out].reduce((sum, dtype) => sum + chunk * bytesPerElement[dtype] + 32, 0);
  return stored + (sources.length + scratchVectors) * (longest * 4 + 32) + sources.length * tableBytes;
}
