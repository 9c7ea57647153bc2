import { z } from "zod";
import { defineMergeMethod, type MergeBlock, type MergeTensor } from "./define.ts";
import { blockGram, cosineOf, gramMatrix, valuesOf } from "./gram-matrix.ts";
import { type PairWeights, sphericalWeights, straightWeights } from "./spherical-weights.ts";

/** Below this sine the vectors lie on one line and are interpolated straight. */
const leastSine = 1e-8;
/** Below this the weights say nothing about t. */
const leastWeightSum = 1e-6;

function weightsAt(t: number, product: number, first: number, second: number): PairWeights {
  const angle = Math.acos(cosineOf(product, first, second));
  return first === 0 || second === 0 || Math.abs(Math.sin(angle)) < leastSine
    ? straightWeights(t)
    : sphericalWeights(t, angle);
}

function interpolated(tensor: MergeTensor, block: MergeBlock, [first, second]: PairWeights): Float32Array {
  const { kernels } = tensor;
  const out = block.scratch(0);
  kernels.scale(out, valuesOf(tensor, block, 0, tensor.hasBase), first);
  kernels.addScaled(out, valuesOf(tensor, block, 1, tensor.hasBase), second);
  if (tensor.hasBase) {
    kernels.add(out, block.base());
  }
  return out;
}

/** The whole tensor is one vector. */
function mergeFlat(tensor: MergeTensor, t: number): void {
  const [[first = 0, product = 0] = [], [, second = 0] = []] = gramMatrix(tensor, tensor.hasBase);
  const weights = weightsAt(t, product, first, second);
  tensor.emit("block", (block) => interpolated(tensor, block, weights));
}

/** Each row is a vector. */
function mergeRows(tensor: MergeTensor, t: number): void {
  tensor.emit("row", (block) => {
    const [[first = 0, product = 0] = [], [, second = 0] = []] = blockGram(tensor, block, tensor.hasBase);
    return interpolated(tensor, block, weightsAt(t, product, first, second));
  });
}

/** Each line along the first dimension is a vector: sums run over slices, column by column. */
function mergeColumns(tensor: MergeTensor, t: number): void {
  const columns = tensor.elements / (tensor.shape[0] ?? 1);
  const [firsts, products, seconds] = [0, 1, 2].map(() => new Float64Array(columns));
  if (firsts === undefined || products === undefined || seconds === undefined) {
    return;
  }
  tensor.scan("slice", (block) => {
    const a = valuesOf(tensor, block, 0, tensor.hasBase);
    const b = valuesOf(tensor, block, 1, tensor.hasBase);
    for (let column = 0; column < columns; column++) {
      const x = a[column] ?? 0;
      const y = b[column] ?? 0;
      firsts[column] = (firsts[column] ?? 0) + x * x;
      products[column] = (products[column] ?? 0) + x * y;
      seconds[column] = (seconds[column] ?? 0) + y * y;
    }
  });
  const pairs = Array.from(products, (product, column) =>
    weightsAt(t, product, firsts[column] ?? 0, seconds[column] ?? 0),
  );
  const firstWeights = Float32Array.from(pairs, ([first]) => first);
  const secondWeights = Float32Array.from(pairs, ([, second]) => second);
  tensor.emit("slice", (block) => {
    const a = valuesOf(tensor, block, 0, tensor.hasBase);
    const b = valuesOf(tensor, block, 1, tensor.hasBase);
    const out = block.scratch(0);
    for (let column = 0; column < columns; column++) {
      const second = Math.fround((b[column] ?? 0) * (secondWeights[column] ?? 0));
      out[column] = Math.fround((a[column] ?? 0) * (firstWeights[column] ?? 0)) + second;
    }
    if (tensor.hasBase) {
      tensor.kernels.add(out, block.base());
    }
    return out;
  });
}

export default defineMergeMethod({
  name: "nuslerp",
  aliases: [],
  description: "Spherical interpolation between two models or their task vectors, by tensor, row or column",
  source: "Shoemake 1985, doi 10.1145/325334.325242; the options follow mergekit's nuslerp",
  base: "optional",
  leastModels: 2,
  mostModels: 2,
  usesSeed: false,
  settings: z.strictObject({
    nuslerp_flatten: z
      .boolean()
      .default(true)
      .describe("Each tensor is one vector; false: many, see the next setting."),
    nuslerp_row_wise: z
      .boolean()
      .default(false)
      .describe("Without flattening: true, vectors run along the first dimension; false, along the last."),
  }),
  modelSettings: z.strictObject({
    weight: z.number().describe("Weight of the model: t is the second one's share of both, 0.5 where they cancel out."),
  }),
  /** Ω between x₁ and x₂, or with a base F between x₁ − F and x₂ − F: F + [sin((1−t)Ω)·d₁ + sin(tΩ)·d₂] / sin Ω. */
  merge: (tensor, { nuslerp_flatten: flatten, nuslerp_row_wise: rowWise }, models) => {
    const [first = 0, second = 0] = models.map(({ weight }) => weight);
    const t = Math.abs(first + second) < leastWeightSum ? 0.5 : second / (first + second);
    if (flatten || tensor.shape.length < 2) {
      mergeFlat(tensor, t);
    } else if (rowWise) {
      mergeColumns(tensor, t);
    } else {
      mergeRows(tensor, t);
    }
  },
});
