import { plainKernels, spaceExhausted } from "./plain-kernels.ts";
import { simdModule } from "./simd-module.ts";
import { bytesPerElement, type KernelSpace, type VectorKernels } from "./vector-kernels.ts";

/** What is used of the WebAssembly of the host. */
interface WebAssemblyHost {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(bytes: Uint8Array): boolean;
}

type Kernel = (...operands: readonly number[]) => number;

const host = (globalThis as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly;
const pageBytes = 65_536;

/** Whether this machine runs the SIMD kernels. */
export function simdAvailable(): boolean {
  return host?.validate(simdModule()) ?? false;
}

/** Zeroes what lies between the end of a vector and the next multiple of four elements. */
function clearAfter(vector: Float32Array): void {
  const rest = (4 - (vector.length % 4)) % 4;
  if (rest > 0) {
    new Float32Array(vector.buffer, vector.byteOffset + vector.length * 4, rest).fill(0);
  }
}

const endOf = (vector: Float32Array): number => vector.byteOffset + vector.length * 4;

function kernelsOf(exported: Readonly<Record<string, unknown>>): VectorKernels {
  const kernel = (name: string): Kernel => exported[name] as Kernel;
  const [widenBrain, widenHalf] = [kernel("widenBrain"), kernel("widenHalf")];
  const [narrowBrain, narrowHalf, narrowSingle] = [kernel("narrowBrain"), kernel("narrowHalf"), kernel("narrowSingle")];
  const [scale, add, subtract, addScaled] = [kernel("scale"), kernel("add"), kernel("subtract"), kernel("addScaled")];
  const [addScaledDifference, addSquaredDifference] = [kernel("addScaledDifference"), kernel("addSquaredDifference")];
  const [dot, sumOfMagnitudes] = [kernel("dot"), kernel("sumOfMagnitudes")];
  const [countHigh, countLow] = [kernel("countHigh"), kernel("countLow")];
  const [keepTop, dropTop] = [kernel("keepTop"), kernel("dropTop")];
  const [keepWhereNonzero, keepRandom] = [kernel("keepWhereNonzero"), kernel("keepRandom")];
  const drawWords = kernel("drawWords");
  const [addAgreeing, divide] = [kernel("addAgreeing"), kernel("divide")];
  // Ties beyond the vector's length never run out in it, and a count of 32 bits must not wrap.
  const top = (select: Kernel, values: Float32Array, threshold: number, ties: number): number => {
    const offered = Math.min(ties, values.length);
    return ties - offered + select(values.byteOffset, endOf(values), threshold, offered);
  };
  return {
    kind: "simd",
    widen: (dtype, bytes, out) => {
      if (dtype === "F32") {
        new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes.subarray(0, out.byteLength));
      } else {
        (dtype === "BF16" ? widenBrain : widenHalf)(out.byteOffset, bytes.byteOffset, endOf(out));
      }
      clearAfter(out);
    },
    narrow: (dtype, values, bytes) => {
      // The last four may lie half outside the bytes, which belong to nobody else or to what is written next.
      const whole = values.length - (values.length % 4);
      const store = dtype === "F32" ? narrowSingle : dtype === "BF16" ? narrowBrain : narrowHalf;
      store(values.byteOffset, bytes.byteOffset, values.byteOffset + whole * 4);
      if (whole < values.length) {
        plainKernels.narrow(dtype, values.subarray(whole), bytes.subarray(whole * bytesPerElement[dtype]));
      }
    },
    scale: (out, values, factor) => {
      scale(out.byteOffset, values.byteOffset, endOf(out), factor);
    },
    add: (out, values) => {
      add(out.byteOffset, values.byteOffset, endOf(out));
    },
    subtract: (out, values) => {
      subtract(out.byteOffset, values.byteOffset, endOf(out));
    },
    addScaled: (out, values, factor) => {
      addScaled(out.byteOffset, values.byteOffset, endOf(out), factor);
    },
    addScaledDifference: (out, values, base, factor) => {
      addScaledDifference(out.byteOffset, values.byteOffset, base.byteOffset, endOf(out), factor);
    },
    addSquaredDifference: (out, values, centre) => {
      addSquaredDifference(out.byteOffset, values.byteOffset, centre.byteOffset, endOf(out));
    },
    dot: (a, b) => dot(a.byteOffset, b.byteOffset, endOf(a)),
    sumOfMagnitudes: (values) => sumOfMagnitudes(values.byteOffset, endOf(values)),
    countHigh: (values, table) => {
      countHigh(values.byteOffset, endOf(values), table.byteOffset);
    },
    countLow: (values, high, table) => {
      countLow(values.byteOffset, endOf(values), table.byteOffset, high);
    },
    keepTop: (values, threshold, ties) => top(keepTop, values, threshold, ties),
    dropTop: (values, threshold, ties) => top(dropTop, values, threshold, ties),
    keepWhereNonzero: (values, mask) => {
      keepWhereNonzero(values.byteOffset, mask.byteOffset, endOf(values));
    },
    keepRandom: (values, key, start, limit) => {
      const group = start / 4;
      const high = Math.floor(group / 4_294_967_296);
      keepRandom(values.byteOffset, endOf(values), key.low, key.high, group % 4_294_967_296, high, limit);
      clearAfter(values);
    },
    drawWords: (words, key, group) => {
      const high = Math.floor(group / 4_294_967_296);
      const end = words.byteOffset + words.byteLength;
      drawWords(words.byteOffset, end, key.low, key.high, group % 4_294_967_296, high);
    },
    addAgreeing: (out, divisor, values, direction, factor, weight) => {
      const [a, b, c, d] = [out.byteOffset, divisor.byteOffset, values.byteOffset, direction.byteOffset];
      addAgreeing(a, b, c, d, endOf(out), factor, weight);
    },
    divide: (out, divisor) => {
      divide(out.byteOffset, divisor.byteOffset, endOf(out));
    },
  };
}

/**
 * Memory of `sizeBytes` (rounded up to 64 kB, at most 4 GiB) for the SIMD kernels. The system hands out its pages as
 * they are first touched. Throws what WebAssembly throws where it is missing: ask `simdAvailable` before.
 */
export function createSimdSpace(sizeBytes: number): KernelSpace {
  if (host === undefined) {
    throw new Error("this JavaScript engine has no WebAssembly");
  }
  const pages = Math.min(65_536, Math.ceil(sizeBytes / pageBytes) + 1);
  const memory = new host.Memory({ initial: pages, maximum: pages });
  const { exports } = new host.Instance(new host.Module(simdModule()), { env: { memory } });
  const buffer = memory.buffer;
  const size = buffer.byteLength;
  let used = 0;
  const take = (bytes: number): number => {
    // Sixteen bytes more than asked: kernels load and store four elements a turn.
    const start = used;
    used += Math.ceil(bytes / 16) * 16 + 16;
    if (used > size) {
      throw spaceExhausted(used, size);
    }
    new Uint8Array(buffer, start, used - start).fill(0);
    return start;
  };
  return {
    kernels: kernelsOf(exports),
    sizeBytes: size,
    reset: () => {
      used = 0;
    },
    vector: (length) => new Float32Array(buffer, take(length * 4), length),
    bytes: (length) => new Uint8Array(buffer, take(length), length),
    counts: (length) => new Uint32Array(buffer, take(length * 4), length),
  };
}
