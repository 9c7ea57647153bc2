import { DataError } from "../base/errors.ts";
import { philox } from "./philox.ts";
import { plainNarrow, plainWiden } from "./plain-narrow.ts";
import type { KernelSpace, VectorKernels } from "./vector-kernels.ts";

/** The 31 magnitude bits of each value. */
function patternsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

function select(values: Float32Array, threshold: number, ties: number, keepsTop: boolean): number {
  const patterns = patternsOf(values);
  let left = ties;
  for (let index = 0; index < values.length; index++) {
    const magnitude = (patterns[index] ?? 0) & 0x7fffffff;
    let top = magnitude > threshold;
    if (magnitude === threshold && left > 0) {
      left -= 1;
      top = true;
    }
    if (top !== keepsTop) {
      patterns[index] = 0;
    }
  }
  return left;
}

function dot(a: Float32Array, b: Float32Array): number {
  const sums = [0, 0, 0, 0];
  for (let lane = 0; lane < 4; lane++) {
    let sum = 0;
    for (let index = lane; index < a.length; index += 4) {
      sum += (a[index] ?? 0) * (b[index] ?? 0);
    }
    sums[lane] = sum;
  }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = sums;
  return s0 + s1 + (s2 + s3);
}

/** Plain TypeScript arithmetic, for machines without SIMD and as the reading of what the SIMD kernels do. */
export const plainKernels: VectorKernels = {
  kind: "plain",
  widen: plainWiden,
  narrow: plainNarrow,
  scale: (out, values, factor) => {
    const f = Math.fround(factor);
    for (let index = 0; index < out.length; index++) {
      out[index] = (values[index] ?? 0) * f;
    }
  },
  add: (out, values) => {
    for (let index = 0; index < out.length; index++) {
      out[index] = (out[index] ?? 0) + (values[index] ?? 0);
    }
  },
  subtract: (out, values) => {
    for (let index = 0; index < out.length; index++) {
      out[index] = (out[index] ?? 0) - (values[index] ?? 0);
    }
  },
  addScaled: (out, values, factor) => {
    const f = Math.fround(factor);
    for (let index = 0; index < out.length; index++) {
      out[index] = (out[index] ?? 0) + Math.fround((values[index] ?? 0) * f);
    }
  },
  addScaledDifference: (out, values, base, factor) => {
    const f = Math.fround(factor);
    for (let index = 0; index < out.length; index++) {
      const difference = Math.fround((values[index] ?? 0) - (base[index] ?? 0));
      out[index] = (out[index] ?? 0) + Math.fround(difference * f);
    }
  },
  addSquaredDifference: (out, values, centre) => {
    for (let index = 0; index < out.length; index++) {
      const difference = Math.fround((values[index] ?? 0) - (centre[index] ?? 0));
      out[index] = (out[index] ?? 0) + Math.fround(difference * difference);
    }
  },
  dot,
  sumOfMagnitudes: (values) => {
    const sums = [0, 0, 0, 0];
    for (let index = 0; index < values.length; index++) {
      sums[index % 4] = (sums[index % 4] ?? 0) + Math.abs(values[index] ?? 0);
    }
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = sums;
    return s0 + s1 + (s2 + s3);
  },
  countHigh: (values, table) => {
    const patterns = patternsOf(values);
    for (let index = 0; index < patterns.length; index++) {
      const bin = ((patterns[index] ?? 0) & 0x7fffffff) >>> 15;
      table[bin] = (table[bin] ?? 0) + 1;
    }
  },
  countLow: (values, high, table) => {
    const patterns = patternsOf(values);
    for (let index = 0; index < patterns.length; index++) {
      const magnitude = (patterns[index] ?? 0) & 0x7fffffff;
      if (magnitude >>> 15 === high) {
        table[magnitude & 0x7fff] = (table[magnitude & 0x7fff] ?? 0) + 1;
      }
    }
  },
  keepTop: (values, threshold, ties) => select(values, threshold, ties, true),
  dropTop: (values, threshold, ties) => select(values, threshold, ties, false),
  keepWhereNonzero: (values, mask) => {
    for (let index = 0; index < values.length; index++) {
      if (mask[index] === 0) {
        values[index] = 0;
      }
    }
  },
  keepRandom: (values, key, start, limit) => {
    const words = new Uint32Array(4);
    for (let index = 0; index < values.length; index++) {
      if (index % 4 === 0) {
        const group = (start + index) / 4;
        philox([group >>> 0, Math.floor(group / 4_294_967_296), 0, 0], key, words);
      }
      if ((words[index % 4] ?? 0) >= limit) {
        values[index] = 0;
      }
    }
  },
  drawWords: (words, key, group) => {
    const four = new Uint32Array(4);
    for (let index = 0; index < words.length; index += 4) {
      const counter = group + index / 4;
      philox([counter >>> 0, Math.floor(counter / 4_294_967_296), 0, 0], key, four);
      words.set(four, index);
    }
  },
  addAgreeing: (out, divisor, values, direction, factor, weight) => {
    const f = Math.fround(factor);
    const w = Math.fround(weight);
    for (let index = 0; index < out.length; index++) {
      const value = values[index] ?? 0;
      if (value !== 0 && value > 0 === (direction[index] ?? 0) >= 0) {
        out[index] = (out[index] ?? 0) + Math.fround(value * f);
        divisor[index] = (divisor[index] ?? 0) + w;
      }
    }
  },
  divide: (out, divisor) => {
    for (let index = 0; index < out.length; index++) {
      const by = divisor[index] ?? 0;
      if (by !== 0) {
        out[index] = (out[index] ?? 0) / by;
      }
    }
  },
};

/** The error of a space that cannot give out what is asked. */
export function spaceExhausted(wantedBytes: number, sizeBytes: number): DataError {
  return new DataError(
    "MERGE_MEMORY_TOO_SMALL",
    `a merge needs ${wantedBytes} bytes of working memory for one tensor, ${sizeBytes} are allowed`,
  );
}

/** Ordinary memory of at most `sizeBytes` for the plain kernels. */
export function createPlainSpace(sizeBytes: number): KernelSpace {
  let used = 0;
  const take = (bytes: number): void => {
    used += Math.ceil(bytes / 16) * 16;
    if (used > sizeBytes) {
      throw spaceExhausted(used, sizeBytes);
    }
  };
  return {
    kernels: plainKernels,
    sizeBytes,
    reset: () => {
      used = 0;
    },
    vector: (length) => {
      take(length * 4);
      return new Float32Array(length);
    },
    bytes: (length) => {
      take(length);
      return new Uint8Array(length);
    },
    counts: (length) => {
      take(length * 4);
      return new Uint32Array(length);
    },
  };
}
