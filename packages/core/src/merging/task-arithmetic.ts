import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { emitTaskVectors } from "./linear-combination.ts";
import { int8MaskSetting, lambdaSetting, normalizeSetting, weightSetting } from "./task-vector-settings.ts";

export default defineMergeMethod({
  name: "task-arithmetic",
  aliases: ["task_arithmetic"],
  description: "Base plus a weighted sum of what each model adds to it",
  source: "Ilharco et al. 2023, arXiv 2212.04089",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    normalize: normalizeSetting(false),
    lambda: lambdaSetting,
    int8_mask: int8MaskSetting,
  }),
  modelSettings: z.strictObject({ weight: weightSetting }),
  /** F + λ · Σ wᵢ(xᵢ − F) */
  merge: (tensor, { normalize, lambda }, models) => {
    const total = models.reduce((sum, { weight }) => sum + weight, 0);
    const divisor = normalize && Math.abs(total) >= 1e-8 ? total : 1;
    emitTaskVectors(
      tensor,
      models.map(({ weight }) => (lambda * weight) / divisor),
    );
  },
});
