import { type Code, type ValueType, type WasmFunction, wasmModule } from "./wasm-encoder.ts";
import {
  addDoubles,
  choose,
  f32x4,
  f64x2,
  fourInts,
  get,
  i32,
  i32x4,
  i64,
  int,
  long,
  set,
  splatFloat,
  splatInt,
  v128,
  whileLoop,
} from "./wasm-instructions.ts";

/** Adds to a pointer. */
const advance = (pointer: number, bytes: number): Code => set(pointer, i32.add(get(pointer), int(bytes)));
const load = (pointer: number): Code => v128.load(0, get(pointer));
const store = (pointer: number, value: Code): Code => v128.store(0, get(pointer), value);

interface Steps {
  readonly name: string;
  readonly pointers: number;
  readonly stepBytes?: readonly number[];
  readonly floats?: number;
  readonly locals?: readonly ValueType[];
  readonly before?: Code;
  readonly body: Code;
}

/**
 * A function over vectors, four elements a turn: parameters are the pointers, then the end of the first pointer, then
 * floats. Lengths are rounded up to four elements; what lies after a vector's end is zero and stays zero.
 */
function overFours({
  name,
  pointers,
  stepBytes = [],
  floats = 0,
  locals = [],
  before = [],
  body,
}: Steps): WasmFunction {
  const steps = Array.from({ length: pointers }, (_, pointer) => advance(pointer, stepBytes[pointer] ?? 16)).flat();
  return {
    name,
    parameters: [...Array<ValueType>(pointers + 1).fill("i32"), ...Array<ValueType>(floats).fill("f32")],
    locals,
    body: [...before, ...whileLoop(i32.lessUnsigned(get(0), get(pointers)), [...body, ...steps])],
  };
}

/** A sum over vectors in two accumulators of two doubles: elements 0 and 1 of each four, and 2 and 3. */
function summed(name: string, pointers: number, term: (upper: boolean) => Code): WasmFunction {
  const first = pointers + 1;
  const second = pointers + 2;
  const steps = Array.from({ length: pointers }, (_, pointer) => advance(pointer, 16)).flat();
  const lanes = (local: number): Code => addDoubles(f64x2.lane(0, get(local)), f64x2.lane(1, get(local)));
  return {
    name,
    parameters: Array<ValueType>(pointers + 1).fill("i32"),
    result: "f64",
    locals: ["v128", "v128"],
    body: [
      ...whileLoop(i32.lessUnsigned(get(0), get(pointers)), [
        ...set(first, f64x2.add(get(first), term(false))),
        ...set(second, f64x2.add(get(second), term(true))),
        ...steps,
      ]),
      ...addDoubles(lanes(first), lanes(second)),
    ],
  };
}

const doubles = (value: Code, upper: boolean): Code => f64x2.promoteLow(upper ? v128.upperHalf(value) : value);

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

const addAgreeing = overFours({
  name: "addAgreeing",
  pointers: 4,
  floats: 2,
  // 7: values, 8: where they agree.
  locals: ["v128", "v128"],
  body: [
    ...set(7, load(2)),
    ...set(
      8,
      v128.andNot(
        f32x4.notEqual(get(7), fourInts(0)),
        v128.xor(f32x4.greater(get(7), fourInts(0)), f32x4.atLeast(load(3), fourInts(0))),
      ),
    ),
    ...store(0, v128.select(f32x4.add(load(0), f32x4.multiply(get(7), splatFloat(get(5)))), load(0), get(8))),
    ...store(1, v128.select(f32x4.add(load(1), splatFloat(get(6))), load(1), get(8))),
  ],
});

/** keepTop and dropTop: values, end, threshold, ties → ties left. Only fours with a tie are looked at one by one. */
function selectTop(name: string, keepsTop: boolean): WasmFunction {
  const [pointer, end, threshold, ties, magnitudes, limits, stop, magnitude] = [0, 1, 2, 3, 4, 5, 6, 7];
  const above = i32x4.greaterSigned(get(magnitudes), get(limits));
  const kept = keepsTop ? v128.and(load(pointer), above) : v128.andNot(load(pointer), above);
  const clear: Code = i32.store(0, get(pointer), int(0));
  return {
    name,
    parameters: ["i32", "i32", "i32", "i32"],
    result: "i32",
    locals: ["v128", "v128", "i32", "i32"],
    body: [
      ...set(limits, splatInt(get(threshold))),
      ...whileLoop(i32.lessUnsigned(get(pointer), get(end)), [
        ...set(magnitudes, v128.and(load(pointer), fourInts(0x7fffffff))),
        ...choose(
          v128.anyTrue(i32x4.equal(get(magnitudes), get(limits))),
          [
            ...set(stop, i32.add(get(pointer), int(16))),
            ...set(stop, i32.select(get(end), get(stop), i32.greaterUnsigned(get(stop), get(end)))),
            ...whileLoop(i32.lessUnsigned(get(pointer), get(stop)), [
              ...set(magnitude, i32.and(i32.load(0, get(pointer)), int(0x7fffffff))),
              ...choose(
                i32.equal(get(magnitude), get(threshold)),
                choose(
                  get(ties),
                  [...set(ties, i32.subtract(get(ties), int(1))), ...(keepsTop ? [] : clear)],
                  keepsTop ? clear : [],
                ),
                choose(
                  keepsTop
                    ? i32.lessUnsigned(get(magnitude), get(threshold))
                    : i32.greaterUnsigned(get(magnitude), get(threshold)),
                  clear,
                ),
              ),
              ...advance(pointer, 4),
            ]),
          ],
          [...store(pointer, kept), ...advance(pointer, 16)],
        ),
      ]),
      ...get(ties),
    ],
  };
}

/** Histogram of magnitudes: values, end, table. */
const countHigh: WasmFunction = {
  name: "countHigh",
  parameters: ["i32", "i32", "i32"],
  locals: ["i32"],
  body: whileLoop(i32.lessUnsigned(get(0), get(1)), [
    // The shift by one drops the sign; a bin is four bytes.
    ...set(
      3,
      i32.add(get(2), i32.shiftLeft(i32.shiftRight(i32.shiftLeft(i32.load(0, get(0)), int(1)), int(16)), int(2))),
    ),
    ...i32.store(0, get(3), i32.add(i32.load(0, get(3)), int(1))),
    ...advance(0, 4),
  ]),
};

/** Histogram of the lower bits: values, end, table, upper bits. */
const countLow: WasmFunction = {
  name: "countLow",
  parameters: ["i32", "i32", "i32", "i32"],
  locals: ["i32", "i32"],
  body: whileLoop(i32.lessUnsigned(get(0), get(1)), [
    ...set(4, i32.and(i32.load(0, get(0)), int(0x7fffffff))),
    ...choose(i32.equal(i32.shiftRight(get(4), int(15)), get(3)), [
      ...set(5, i32.add(get(2), i32.shiftLeft(i32.and(get(4), int(0x7fff)), int(2)))),
      ...i32.store(0, get(5), i32.add(i32.load(0, get(5)), int(1))),
    ]),
    ...advance(0, 4),
  ]),
};

/** One round of Philox4x32 on the words in locals `words` under the keys in `keys`, with `product` of 64 bits. */
function philoxRound(
  words: readonly [number, number, number, number],
  key: [Code, Code],
  products: [number, number],
): Code {
  const [a, b, c, d] = words;
  const product = (multiplier: bigint, word: number): Code => i64.multiply(long(multiplier), i64.extend(get(word)));
  const high = (local: number): Code => i64.wrap(i64.shiftRight(get(local), long(32n)));
  return [
    ...set(products[0], product(0xd2511f53n, a)),
    ...set(products[1], product(0xcd9e8d57n, c)),
    ...set(a, i32.xor(i32.xor(high(products[1]), get(b)), key[0])),
    ...set(b, i64.wrap(get(products[1]))),
    ...set(c, i32.xor(i32.xor(high(products[0]), get(d)), key[1])),
    ...set(d, i64.wrap(get(products[0]))),
  ];
}

/** values, end, key low and high, counter low and high, limit. */
const keepRandom: WasmFunction = {
  name: "keepRandom",
  parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
  locals: ["i32", "i32", "i32", "i32", "i64", "i64"],
  body: whileLoop(i32.lessUnsigned(get(0), get(1)), [
    ...set(7, get(4)),
    ...set(8, get(5)),
    ...set(9, int(0)),
    ...set(10, int(0)),
    ...Array.from({ length: 10 }, (_, round) =>
      philoxRound(
        [7, 8, 9, 10],
        [i32.add(get(2), int(Math.imul(round, 0x9e3779b9))), i32.add(get(3), int(Math.imul(round, 0xbb67ae85)))],
        [11, 12],
      ),
    ).flat(),
    ...[7, 8, 9, 10].flatMap((word, index) =>
      i32.store(
        index * 4,
        get(0),
        i32.select(i32.load(index * 4, get(0)), int(0), i32.lessUnsigned(get(word), get(6))),
      ),
    ),
    ...set(4, i32.add(get(4), int(1))),
    ...set(5, i32.add(get(5), i32.isZero(get(4)))),
    ...advance(0, 16),
  ]),
};

const factor = (parameter: number): Code => splatFloat(get(parameter));

/** The kernels as a WebAssembly module: about 2 kB, written when it is asked for. */
export function simdModule(): Uint8Array<ArrayBuffer> {
  return wasmModule([
    widenBrain,
    widenHalf,
    narrowBrain,
    narrowHalf,
    narrowSingle,
    overFours({ name: "scale", pointers: 2, floats: 1, body: store(0, f32x4.multiply(load(1), factor(3))) }),
    overFours({ name: "add", pointers: 2, body: store(0, f32x4.add(load(0), load(1))) }),
    overFours({ name: "subtract", pointers: 2, body: store(0, f32x4.subtract(load(0), load(1))) }),
    overFours({
      name: "addScaled",
      pointers: 2,
      floats: 1,
      body: store(0, f32x4.add(load(0), f32x4.multiply(load(1), factor(3)))),
    }),
    overFours({
      name: "addScaledDifference",
      pointers: 3,
      floats: 1,
      body: store(0, f32x4.add(load(0), f32x4.multiply(f32x4.subtract(load(1), load(2)), factor(4)))),
    }),
    overFours({
      name: "addSquaredDifference",
      pointers: 3,
      locals: ["v128"],
      body: [
        ...set(4, f32x4.subtract(load(1), load(2))),
        ...store(0, f32x4.add(load(0), f32x4.multiply(get(4), get(4)))),
      ],
    }),
    summed("dot", 2, (upper) => f64x2.multiply(doubles(load(0), upper), doubles(load(1), upper))),
    summed("sumOfMagnitudes", 1, (upper) => doubles(f32x4.absolute(load(0)), upper)),
    countHigh,
    countLow,
    selectTop("keepTop", true),
    selectTop("dropTop", false),
    overFours({
      name: "keepWhereNonzero",
      pointers: 2,
      body: store(0, v128.and(load(0), f32x4.notEqual(load(1), fourInts(0)))),
    }),
    keepRandom,
    addAgreeing,
    overFours({
      name: "divide",
      pointers: 2,
      body: store(0, v128.select(load(0), f32x4.divide(load(0), load(1)), f32x4.equal(load(1), fourInts(0)))),
    }),
  ]);
}
