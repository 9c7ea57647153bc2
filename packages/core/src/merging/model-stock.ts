import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { blockGram, cosineOf, gramMatrix, symmetric } from "./gram-matrix.ts";
import { combine, emitCombination } from "./linear-combination.ts";

/** Share of the mean of the models, from the mean cosine between their task vectors. */
function meanShare(gram: readonly (readonly number[])[]): number {
  const models = gram.length;
  let sum = 0;
  for (const [i, row] of gram.entries()) {
    for (let j = i + 1; j < models; j++) {
      sum += cosineOf(row[j] ?? 0, row[i] ?? 0, gram[j]?.[j] ?? 0);
    }
  }
  const cosine = sum / ((models * (models - 1)) / 2);
  const divisor = 1 + (models - 1) * cosine;
  // Task vectors that cancel each other out: their mean is the base.
  return divisor <= 0 ? 0 : (models * cosine) / divisor;
}

export default defineMergeMethod({
  name: "model-stock",
  aliases: ["model_stock"],
  description: "Mean of the models drawn towards the base, the less their task vectors point one way the more",
  source: "Jang, Yun and Han 2024, arXiv 2403.19522",
  base: "required",
  leastModels: 2,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    filter_wise: z.boolean().default(false).describe("Reckon row by row (along the last dimension), not by tensor."),
  }),
  modelSettings: z.strictObject({}),
  /** t = N·cos / (1 + (N−1)·cos) with cos the mean over pairs; t · mean(xᵢ) + (1−t) · F */
  merge: (tensor, { filter_wise: rowWise }) => {
    const coefficients = (t: number): number[] => new Array<number>(tensor.models).fill(t / tensor.models);
    if (rowWise) {
      tensor.emit("row", (block) => {
        const t = meanShare(symmetric(blockGram(tensor, block, true)));
        return combine(tensor, block, coefficients(t), 1 - t);
      });
    } else {
      const t = meanShare(gramMatrix(tensor, true));
      emitCombination(tensor, coefficients(t), 1 - t);
    }
  },
});
