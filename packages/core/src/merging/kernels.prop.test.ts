import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitsToHalves, halvesToBits } from "../weights/half-floats.ts";
import { plainSpace, simdSpace } from "./__fixtures__/run-method.ts";
import { createSimdSpace } from "./simd-kernels.ts";
import type { FloatDtype, KernelSpace, VectorKernels } from "./vector-kernels.ts";
import { highBins, lowBins } from "./vector-kernels.ts";

/** Any pattern of bits is a number: subnormals, infinities and NaN come as often as others. */
const patterns = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(0, 0x80000000, 1, 0x007fffff, 0x7f800000, 0xff800000, 0x7fc00000, 0x3f800000, 0xbf800000),
  fc.integer({ min: 0, max: 7 }).map((eighths) => 0x3f000000 + (eighths << 20)),
);
const vectors = (count: number) =>
  fc
    .integer({ min: 1, max: 40 })
    .chain((length) =>
      fc.tuple(...Array.from({ length: count }, () => fc.array(patterns, { minLength: length, maxLength: length }))),
    );

/** Canonical bits: which NaN an operation gives is left open by WebAssembly. */
function bitsOf(values: Float32Array): number[] {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Array.from(bits, (pattern, index) => (Number.isNaN(values[index]) ? 0x7fc00000 : pattern));
}

function placed(space: KernelSpace, arrays: readonly (readonly number[])[]): Float32Array[] {
  space.reset();
  return arrays.map((array) => {
    const vector = space.vector(array.length);
    new Uint32Array(vector.buffer, vector.byteOffset, vector.length).set(array);
    return vector;
  });
}

type Use = (kernels: VectorKernels, vectors: Float32Array[], space: KernelSpace) => unknown;

/** What is left in every vector and what comes back, with either implementation. */
function bothWays(arrays: readonly (readonly number[])[], use: Use): readonly [unknown, unknown] {
  const outcome = (space: KernelSpace): unknown => {
    const given = placed(space, arrays);
    const back = use(space.kernels, given, space);
    return { back: Number.isNaN(back) ? "NaN" : back, left: given.map(bitsOf) };
  };
  return [outcome(simdSpace), outcome(plainSpace)];
}

const get = (given: readonly Float32Array[], index: number): Float32Array => given[index] ?? new Float32Array(0);
const factor = 0.7310585786300049;
const operations: Readonly<Record<string, Use>> = {
  scale: (k, v) => k.scale(get(v, 0), get(v, 1), factor),
  add: (k, v) => k.add(get(v, 0), get(v, 1)),
  subtract: (k, v) => k.subtract(get(v, 0), get(v, 1)),
  addScaled: (k, v) => k.addScaled(get(v, 0), get(v, 1), factor),
  addScaledDifference: (k, v) => k.addScaledDifference(get(v, 0), get(v, 1), get(v, 2), factor),
  addSquaredDifference: (k, v) => k.addSquaredDifference(get(v, 0), get(v, 1), get(v, 2)),
  dot: (k, v) => k.dot(get(v, 0), get(v, 1)),
  sumOfMagnitudes: (k, v) => k.sumOfMagnitudes(get(v, 0)),
  keepWhereNonzero: (k, v) => k.keepWhereNonzero(get(v, 0), get(v, 1)),
  addAgreeing: (k, v) => k.addAgreeing(get(v, 0), get(v, 1), get(v, 2), get(v, 3), factor, 0.3),
  divide: (k, v) => k.divide(get(v, 0), get(v, 1)),
  keepTop: (k, v) => k.keepTop(get(v, 0), 0x3f000000, 2),
  dropTop: (k, v) => k.dropTop(get(v, 0), 0x3f000000, 2),
  "keepTop at zero": (k, v) => k.keepTop(get(v, 0), 0, 3),
  keepRandom: (k, v) => k.keepRandom(get(v, 0), { low: 0x89abcdef, high: 0xfedcba98 }, 4096, 0x80000001),
  "keepRandom far on": (k, v) => k.keepRandom(get(v, 0), { low: 1, high: 2 }, 4 * (2 ** 32 - 3), 0x40000000),
  drawWords: (k, v) => {
    const [words = new Float32Array(0)] = v;
    const whole = words.length - (words.length % 4);
    k.drawWords(new Uint32Array(words.buffer, words.byteOffset, whole), { low: 7, high: 0xffffffff }, 2 ** 33 - 2);
  },
  countHigh: (k, v, space) => {
    const table = space.counts(highBins);
    k.countHigh(get(v, 0), table);
    return [...table].flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]));
  },
  countLow: (k, v, space) => {
    const table = space.counts(lowBins);
    k.countLow(get(v, 0), 0x3f000000 >>> 15, table);
    return [...table].flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]));
  },
};

describe("SIMD and plain kernels give the same bits", () => {
  it.each(Object.entries(operations))("%s", (_name, use) => {
    fc.assert(
      fc.property(vectors(4), (arrays) => {
        const [simd, plain] = bothWays(arrays, use);
        expect(simd).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["BF16", "F16", "F32"] as const)("narrowing to %s and back", (dtype) => {
    fc.assert(
      fc.property(vectors(1), (arrays) => {
        const [simd, plain] = bothWays(arrays, (kernels, [values = new Float32Array(0)], space) => {
          const bytes = space.bytes(values.length * 4);
          kernels.narrow(dtype, values, bytes);
          const back = space.vector(values.length);
          kernels.widen(dtype, bytes, back);
          return [[...bytes], bitsOf(back)];
        });
        expect(simd).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});

it.each(["BF16", "F16"] as const)(
  "widens every one of the 65,536 codes of %s exactly, and back",
  (dtype: FloatDtype) => {
    const space = createSimdSpace(2_000_000);
    const codes = Uint16Array.from({ length: 65_536 }, (_, code) => code);
    const values = space.vector(codes.length);
    const stored = space.bytes(codes.length * 2);
    stored.set(new Uint8Array(codes.buffer));
    space.kernels.widen(dtype, stored, values);
    const wanted = new Uint32Array(codes.length);
    if (dtype === "F16") {
      halvesToBits(codes, wanted);
    } else {
      codes.forEach((code, index) => {
        wanted[index] = code << 16;
      });
    }
    expect(new Uint32Array(values.buffer, values.byteOffset, values.length)).toEqual(wanted);
    space.kernels.narrow(dtype, values, stored);
    const back = new Uint16Array(stored.slice().buffer);
    const wrong = [...codes].filter((code, index) => !Number.isNaN(values[index]) && back[index] !== code);
    expect(wrong).toEqual([]);
  },
);

it("rounds to halves as the reader of model files does", () => {
  const values = Float32Array.from({ length: 20_000 }, (_, index) => Math.sin(index) * 2 ** ((index % 45) - 27));
  const wanted = new Uint16Array(values.length);
  bitsToHalves(new Uint32Array(values.buffer), wanted);
  const space = createSimdSpace(1_000_000);
  const vector = space.vector(values.length);
  vector.set(values);
  const bytes = space.bytes(values.length * 2);
  space.kernels.narrow("F16", vector, bytes);
  expect(new Uint16Array(bytes.slice().buffer)).toEqual(wanted);
});

it("refuses to give out more memory than there is", () => {
  expect(() => createSimdSpace(100_000).vector(1_000_000)).toThrow(
    expect.objectContaining({ code: "MERGE_MEMORY_TOO_SMALL" }),
  );
  plainSpace.reset();
  expect(() => plainSpace.vector(100_000_000)).toThrow(expect.objectContaining({ code: "MERGE_MEMORY_TOO_SMALL" }));
});
