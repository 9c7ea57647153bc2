import { load, overFours, store } from "./simd-loops.ts";
import type { Code, WasmFunction } from "./wasm-encoder.ts";
import { f32x4, fourInts, get, i32x4, int, set, v128 } from "./wasm-instructions.ts";

const widenBrain = overFours({
  name: "widenBrain",
  pointers: 2,
  stepBytes: [16, 8],
  body: store(0, i32x4.shiftLeft(v128.loadHalves(0, get(1)), int(16))),
});

/** Halves: bits in place times 2^112; infinities and NaN get the largest exponent. */
const widenHalf = overFours({
  name: "widenHalf",
  pointers: 2,
  stepBytes: [16, 8],
  locals: ["v128", "v128"],
  body: [
    ...set(3, v128.loadHalves(0, get(1))),
    ...set(4, i32x4.shiftLeft(v128.and(get(3), fourInts(0x7fff)), int(13))),
    ...store(
      0,
      v128.or(
        v128.select(
          v128.or(get(4), fourInts(0x7f800000)),
          f32x4.multiply(get(4), fourInts(0x77800000)),
          i32x4.greaterSigned(get(4), fourInts(0x0f7fffff)),
        ),
        i32x4.shiftLeft(v128.and(get(3), fourInts(0x8000)), int(16)),
      ),
    ),
  ],
});

const isNumber = (local: number): Code => f32x4.equal(get(local), get(local));

const narrowBrain = overFours({
  name: "narrowBrain",
  pointers: 2,
  stepBytes: [16, 8],
  locals: ["v128"],
  body: [
    ...set(3, load(0)),
    ...v128.storeLow(
      0,
      get(1),
      v128.packHalves(
        v128.select(
          i32x4.shiftRight(
            i32x4.add(i32x4.add(get(3), fourInts(0x7fff)), v128.and(i32x4.shiftRight(get(3), int(16)), fourInts(1))),
            int(16),
          ),
          fourInts(0x7fc0),
          isNumber(3),
        ),
      ),
    ),
  ],
});

const narrowHalf = overFours({
  name: "narrowHalf",
  pointers: 2,
  stepBytes: [16, 8],
  locals: ["v128", "v128", "v128"],
  body: [
    ...set(3, load(0)),
    ...set(4, v128.and(get(3), fourInts(0x7fffffff))),
    // Normal numbers: exponent moved, rounded to even.
    ...set(
      5,
      i32x4.shiftRight(
        i32x4.add(
          i32x4.add(get(4), fourInts(0x0fff - 0x38000000)),
          v128.and(i32x4.shiftRight(get(4), int(13)), fourInts(1)),
        ),
        int(13),
      ),
    ),
    // Subnormal ones: adding 0.5 rounds at their last bit.
    ...set(
      5,
      v128.select(
        i32x4.subtract(f32x4.add(get(4), fourInts(0x3f000000)), fourInts(0x3f000000)),
        get(5),
        i32x4.lessSigned(get(4), fourInts(0x38800000)),
      ),
    ),
    ...set(5, v128.select(fourInts(0x7c00), get(5), i32x4.greaterSigned(get(4), fourInts(0x477fffff)))),
    ...set(5, v128.or(get(5), v128.and(i32x4.shiftRight(get(3), int(16)), fourInts(0x8000)))),
    ...v128.storeLow(0, get(1), v128.packHalves(v128.select(get(5), fourInts(0x7e00), isNumber(3)))),
  ],
});

const narrowSingle = overFours({
  name: "narrowSingle",
  pointers: 2,
  locals: ["v128"],
  body: [...set(3, load(0)), ...store(1, v128.select(get(3), fourInts(0x7fc00000), isNumber(3)))],
});

/** Kernels between stored numbers and float32. */
export const conversionKernels: readonly WasmFunction[] = [
  widenBrain,
  widenHalf,
  narrowBrain,
  narrowHalf,
  narrowSingle,
];
