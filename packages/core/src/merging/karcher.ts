import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { gramMatrix } from "./gram-matrix.ts";
import { karcherCoefficients } from "./karcher-mean.ts";
import { emitCombination } from "./linear-combination.ts";

export default defineMergeMethod({
  name: "karcher",
  aliases: [],
  description: "Mean direction of the models on the sphere (Karcher mean) with the mean of their lengths",
  source: "Karcher 1977, doi 10.1002/cpa.3160300502",
  base: "none",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    max_iter: z.int().min(1).max(1000).default(10).describe("Steps towards the mean at most."),
    tol: z.number().positive().default(1e-5).describe("Radians: a smaller step ends the search."),
  }),
  modelSettings: z.strictObject({}),
  /** Each tensor is one vector; see `karcherCoefficients`. One model is given as it is. */
  merge: (tensor, { max_iter: maxIterations, tol: tolerance }) => {
    emitCombination(
      tensor,
      tensor.models === 1 ? [1] : karcherCoefficients(gramMatrix(tensor, false), { maxIterations, tolerance }),
    );
  },
});
