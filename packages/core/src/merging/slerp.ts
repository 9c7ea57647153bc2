import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { cosineOf } from "./gram-matrix.ts";
import { emitCombination } from "./linear-combination.ts";
import { sphericalWeights, straightWeights } from "./spherical-weights.ts";

/** Above this cosine the arc is so flat that the straight line is taken. */
const flatCosine = 0.9995;

export default defineMergeMethod({
  name: "slerp",
  aliases: [],
  description: "Spherical interpolation between the base model and one other, tensor by tensor",
  source: "Shoemake 1985, doi 10.1145/325334.325242",
  base: "required",
  leastModels: 1,
  mostModels: 1,
  usesSeed: false,
  settings: z.strictObject({
    t: z.number().describe("Where between them: 0 is the base model, 1 the other."),
  }),
  modelSettings: z.strictObject({}),
  /**
   * Each tensor is one vector. With Ω the angle between base F and model x:
   * [sin((1−t)Ω)·F + sin(tΩ)·x] / sin Ω; (1−t)F + tx where |cos Ω| > 0.9995 or one of them is zero.
   */
  merge: (tensor, { t }) => {
    const sums = [0, 0, 0];
    tensor.scan("block", (block) => {
      const base = block.base();
      const model = block.model(0);
      const { dot } = tensor.kernels;
      [dot(base, model), dot(base, base), dot(model, model)].forEach((product, index) => {
        sums[index] = (sums[index] ?? 0) + product;
      });
    });
    const [product = 0, base = 0, model = 0] = sums;
    const cosine = cosineOf(product, base, model);
    const straight = Math.abs(cosine) > flatCosine || base === 0 || model === 0;
    const [first, second] = straight ? straightWeights(t) : sphericalWeights(t, Math.acos(cosine));
    emitCombination(tensor, [second], first);
  },
});
