import { advance, load, store } from "./simd-loops.ts";
import type { Code, ValueType, WasmFunction } from "./wasm-encoder.ts";
import {
  choose,
  fourInts,
  get,
  i32,
  i32x4,
  i64,
  int,
  long,
  set,
  splatInt,
  v128,
  whileLoop,
} from "./wasm-instructions.ts";

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

/**
 * A loop over counters of Philox: values, end, key low and high, counter low and high, then one more parameter where
 * `store` has use for it. The four words of each counter go through `store`.
 */
function drawing(name: string, more: readonly ValueType[], store: (word: Code, offset: number) => Code): WasmFunction {
  const first = 6 + more.length;
  const [a, b, c, d] = [first, first + 1, first + 2, first + 3];
  const rounds = Array.from({ length: 10 }, (_, round) =>
    philoxRound(
      [a, b, c, d],
      [i32.add(get(2), int(Math.imul(round, 0x9e3779b9))), i32.add(get(3), int(Math.imul(round, 0xbb67ae85)))],
      [first + 4, first + 5],
    ),
  ).flat();
  return {
    name,
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32", ...more],
    locals: ["i32", "i32", "i32", "i32", "i64", "i64"],
    body: whileLoop(i32.lessUnsigned(get(0), get(1)), [
      ...set(a, get(4)),
      ...set(b, get(5)),
      ...set(c, int(0)),
      ...set(d, int(0)),
      ...rounds,
      ...[a, b, c, d].flatMap((word, index) => store(get(word), index * 4)),
      ...set(4, i32.add(get(4), int(1))),
      ...set(5, i32.add(get(5), i32.isZero(get(4)))),
      ...advance(0, 16),
    ]),
  };
}

/** The seventh parameter is the limit. */
const keepRandom = drawing("keepRandom", ["i32"], (word, offset) =>
  i32.store(offset, get(0), i32.select(i32.load(offset, get(0)), int(0), i32.lessUnsigned(word, get(6)))),
);

const drawWords = drawing("drawWords", [], (word, offset) => i32.store(offset, get(0), word));

/** Kernels that say which elements are kept. */
export const selectionKernels: readonly WasmFunction[] = [
  countHigh,
  countLow,
  selectTop("keepTop", true),
  selectTop("dropTop", false),
  keepRandom,
  drawWords,
];
