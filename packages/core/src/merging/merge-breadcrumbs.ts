import { z } from "zod";
import type { MergeTensor } from "./define.ts";
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

/** Settings of the tensor that both kinds of breadcrumbs take. */
export const breadcrumbsSettings = z.strictObject({
  normalize: normalizeSetting(false),
  lambda: lambdaSetting,
  rescale: magnitudeRescaleSetting(false),
  int8_mask: int8MaskSetting,
});

/** Settings of each model. */
export const breadcrumbsModelSettings = z.strictObject({
  weight: weightSetting,
  density: densitySetting,
  gamma: z.number().min(0).max(1).default(0.01).describe("Share of the largest elements that is dropped, 0 to 1."),
});

/**
 * Of each task vector the ⌊γ · n⌋ largest magnitudes are dropped and the ⌊density · n⌋ next ones kept; where that is
 * more than there are, fewer of the largest are dropped.
 */
export function mergeBreadcrumbs(
  tensor: MergeTensor,
  settings: z.infer<typeof breadcrumbsSettings>,
  models: readonly z.infer<typeof breadcrumbsModelSettings>[],
  vote: boolean,
): void {
  const { normalize, lambda, rescale } = settings;
  const kept = models.map(({ weight, density, gamma }) => {
    const count = Math.floor(density * tensor.elements);
    const from = Math.min(Math.floor(gamma * tensor.elements), tensor.elements - count);
    return { weight, from, to: from + count };
  });
  emitSparseTaskVectors(tensor, trimmedTaskVectors(tensor, kept, rescale), { vote, normalize, lambda });
}
