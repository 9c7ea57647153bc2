import type { Code, ValueType, WasmFunction } from "./wasm-encoder.ts";
import { addDoubles, f64x2, get, i32, int, set, v128, whileLoop } from "./wasm-instructions.ts";

/** Adds to a pointer. */
export const advance = (pointer: number, bytes: number): Code => set(pointer, i32.add(get(pointer), int(bytes)));
/** The four elements a pointer points to. */
export const load = (pointer: number): Code => v128.load(0, get(pointer));
/** Puts four elements where a pointer points to. */
export const store = (pointer: number, value: Code): Code => v128.store(0, get(pointer), value);

/** A function over vectors. */
export interface Steps {
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
export function overFours({
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
export function summed(name: string, pointers: number, term: (upper: boolean) => Code): WasmFunction {
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

/** The lower or upper two of four floats as doubles. */
export const doubles = (value: Code, upper: boolean): Code => f64x2.promoteLow(upper ? v128.upperHalf(value) : value);
