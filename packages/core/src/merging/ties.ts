import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { emitSparseTaskVectors } from "./sparse-task-vectors.ts";
import {
  densitySetting,
  int8MaskSetting,
  lambdaSetting,
  magnitudeRescaleSetting,
  normalizeSetting,
  weightSetting,
} from "./task-vector-settings.ts";
import { trimmedTaskVectors } from "./trim-magnitudes.ts";

export default defineMergeMethod({
  name: "ties",
  aliases: [],
  description: "Task vectors trimmed to their largest elements, signs settled by vote, those that agree averaged",
  source: "Yadav et al. 2023, arXiv 2306.01708",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({
    normalize: normalizeSetting(true),
    lambda: lambdaSetting,
    rescale: magnitudeRescaleSetting(false),
    int8_mask: int8MaskSetting,
  }),
  modelSettings: z.strictObject({ weight: weightSetting, density: densitySetting }),
  /**
   * Of each task vector the ⌊density · n⌋ elements of largest magnitude are kept, tensor by tensor. The sign of an
   * element is that of Σ wᵢdᵢ; the merged one is Σ wᵢdᵢ / Σ wᵢ over the models whose element has that sign.
   */
  merge: (tensor, { normalize, lambda, rescale }, models) => {
    const kept = models.map(({ weight, density }) => ({
      ...{ weight, from: 0, to: Math.floor(density * tensor.elements) },
    }));
    emitSparseTaskVectors(tensor, trimmedTaskVectors(tensor, kept, rescale), { vote: true, normalize, lambda });
  },
});
