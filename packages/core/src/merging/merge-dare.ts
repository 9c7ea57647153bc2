import { z } from "zod";
import type { MergeTensor } from "./define.ts";
import { emitSparseTaskVectors } from "./sparse-task-vectors.ts";
import {
  densitySetting,
  int8MaskSetting,
  lambdaSetting,
  normalizeSetting,
  rescaleSetting,
  weightSetting,
} from "./task-vector-settings.ts";

/** Settings of the tensor that both kinds of DARE take. */
export const dareSettings = z.strictObject({
  normalize: normalizeSetting(false),
  lambda: lambdaSetting,
  rescale: rescaleSetting(true),
  int8_mask: int8MaskSetting,
});

/** Settings of each model. */
export const dareModelSettings = z.strictObject({ weight: weightSetting, density: densitySetting });

/** Draws have 32 bits. */
const draws = 2 ** 32;

/**
 * Each element of a task vector is kept with probability `density` (a draw of 32 bits below density · 2³²) and what
 * is kept is rescaled: to the sum of magnitudes before (mergekit), or by 1/density (the paper).
 */
export function mergeDare(
  tensor: MergeTensor,
  settings: z.infer<typeof dareSettings>,
  models: readonly z.infer<typeof dareModelSettings>[],
  vote: boolean,
): void {
  const { normalize, lambda, rescale } = settings;
  const vectors = models.map(({ weight, density }, model) => {
    const limit = Math.ceil(density * draws);
    const key = tensor.randomKey(model);
    const drop = (values: Float32Array, start: number): void => {
      if (limit === 0) {
        values.fill(0);
        return;
      }
      tensor.kernels.keepRandom(values, key, start, limit);
      if (rescale === "expectation") {
        tensor.kernels.scale(values, values, 1 / density);
      }
    };
    return {
      weight,
      keepsMagnitude: rescale === true,
      drop:
        limit >= draws ? null : (values: Float32Array, block: { readonly start: number }) => drop(values, block.start),
    };
  });
  emitSparseTaskVectors(tensor, vectors, { vote, normalize, lambda });
}
