import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { emitCombination } from "./linear-combination.ts";

export default defineMergeMethod({
  name: "linear",
  aliases: [],
  description: "Weighted mean of the models' weights (model soup)",
  source: "Wortsman et al. 2022, arXiv 2203.05482",
  base: "none",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    normalize: z.boolean().default(true).describe("Divide by the sum of the weights."),
  }),
  modelSettings: z.strictObject({
    weight: z.number().describe("Share of the model in the mean."),
  }),
  refuse: ({ normalize }, models) =>
    normalize && models.reduce((sum, { weight }) => sum + weight, 0) === 0
      ? "the weights sum to 0; give others, or normalize: false"
      : undefined,
  /** x = Σ wᵢxᵢ / Σ wᵢ */
  merge: (tensor, { normalize }, models) => {
    const total = normalize ? models.reduce((sum, { weight }) => sum + weight, 0) : 1;
    emitCombination(
      tensor,
      models.map(({ weight }) => weight / total),
    );
  },
});
