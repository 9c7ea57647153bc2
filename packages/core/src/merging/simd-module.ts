import { conversionKernels } from "./simd-conversions.ts";
import { doubles, load, overFours, store, summed } from "./simd-loops.ts";
import { selectionKernels } from "./simd-selections.ts";
import { type Code, wasmModule } from "./wasm-encoder.ts";
import { f32x4, f64x2, fourInts, get, set, splatFloat, v128 } from "./wasm-instructions.ts";

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

const factor = (parameter: number): Code => splatFloat(get(parameter));

/** The kernels as a WebAssembly module: about 2 kB, written when it is asked for. */
export function simdModule(): Uint8Array<ArrayBuffer> {
  return wasmModule([
    ...conversionKernels,
    ...selectionKernels,
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
    overFours({
      name: "keepWhereNonzero",
      pointers: 2,
      body: store(0, v128.and(load(0), f32x4.notEqual(load(1), fourInts(0)))),
    }),
    addAgreeing,
    overFours({
      name: "divide",
      pointers: 2,
      body: store(0, v128.select(load(0), f32x4.divide(load(0), load(1)), f32x4.equal(load(1), fourInts(0)))),
    }),
  ]);
}
