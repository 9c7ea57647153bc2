import { z } from "zod";
import { defineMergeMethod, type MergeBlock, type MergeTensor } from "./define.ts";
import { int8MaskSetting } from "./task-vector-settings.ts";
import { type TopSelection, topMagnitudes } from "./top-magnitudes.ts";

/** Task vectors of a block, each in its model's own vector. */
function taskVectors(tensor: MergeTensor, block: MergeBlock): Float32Array[] {
  const base = block.base();
  return Array.from({ length: tensor.models }, (_, model) => {
    const values = block.model(model);
    tensor.kernels.subtract(values, base);
    return values;
  });
}

/** Variance of each element over the models, in scratch 3 (scratch 4 is used up): Σ (dᵢ − mean)² / N, in float32. */
function variances(tensor: MergeTensor, block: MergeBlock, vectors: readonly Float32Array[]): Float32Array {
  const { kernels } = tensor;
  const mean = block.scratch(4);
  mean.fill(0);
  for (const values of vectors) {
    kernels.add(mean, values);
  }
  kernels.scale(mean, mean, 1 / vectors.length);
  const variance = block.scratch(3);
  variance.fill(0);
  for (const values of vectors) {
    kernels.addSquaredDifference(variance, values, mean);
  }
  kernels.scale(variance, variance, 1 / vectors.length);
  return variance;
}

/** The share `topk` of the elements whose variance is not zero; null where everything is taken. */
function selectVarying(tensor: MergeTensor, topk: number): TopSelection | null {
  if (topk >= 1) {
    return null;
  }
  let varying = 0;
  tensor.scan("block", (block) => {
    for (const value of variances(tensor, block, taskVectors(tensor, block))) {
      varying += value === 0 ? 0 : 1;
    }
  });
  const [[selection] = []] = topMagnitudes(tensor, [
    {
      counts: [Math.floor(topk * varying)],
      values: (block) => variances(tensor, block, taskVectors(tensor, block)),
    },
  ]);
  return selection ?? null;
}

export default defineMergeMethod({
  name: "sce",
  aliases: [],
  description: "Task vectors where the models differ most, weighted by their size, those of one sign averaged",
  source: "Wan et al. 2024, arXiv 2408.07990 (select, calculate, erase)",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    select_topk: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe("Share of the elements that take part, of those that vary over the models, the most varying; 1: all."),
    int8_mask: int8MaskSetting,
  }),
  modelSettings: z.strictObject({}),
  /**
   * Select elements by variance over the models; wᵢ = Σ dᵢ² / Σⱼ Σ dⱼ² over what was selected; erase elements whose
   * sign is not that of Σ dᵢ (zero counts as plus); F + Σ wᵢdᵢ / Σ wᵢ over those left.
   */
  merge: (tensor, { select_topk: topk }) => {
    const { kernels } = tensor;
    const selection = selectVarying(tensor, topk);
    let ties = 0;
    const selected = (block: MergeBlock): Float32Array[] => {
      const vectors = taskVectors(tensor, block);
      if (selection !== null) {
        const mask = variances(tensor, block, vectors);
        ties = kernels.keepTop(mask, selection.threshold, ties);
        for (const values of vectors) {
          kernels.keepWhereNonzero(values, mask);
        }
      }
      return vectors;
    };
    const squares = new Array<number>(tensor.models).fill(0);
    ties = selection?.ties ?? 0;
    tensor.scan("block", (block) => {
      for (const [model, values] of selected(block).entries()) {
        squares[model] = (squares[model] ?? 0) + kernels.dot(values, values);
      }
    });
    const total = squares.reduce((sum, square) => sum + square, 0);
    const weights = squares.map((square) => (total === 0 ? 1 / tensor.models : square / total));
    ties = selection?.ties ?? 0;
    tensor.emit("block", (block) => {
      const vectors = selected(block);
      const [out, direction, divisor] = [block.scratch(0), block.scratch(1), block.scratch(2)];
      for (const vector of [out, direction, divisor]) {
        vector.fill(0);
      }
      for (const values of vectors) {
        kernels.add(direction, values);
      }
      vectors.forEach((values, model) => {
        kernels.addAgreeing(out, divisor, values, direction, weights[model] ?? 0, weights[model] ?? 0);
      });
      kernels.divide(out, divisor);
      kernels.add(out, block.base());
      return out;
    });
  },
});
