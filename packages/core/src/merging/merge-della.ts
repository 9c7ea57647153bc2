import { z } from "zod";
import type { MergeTensor } from "./define.ts";
import { magnitudeRanks, type RankingSpace, rankingSpace } from "./magnitude-ranks.ts";
import { emitSparseTaskVectors, type SparseTaskVector } from "./sparse-task-vectors.ts";
import {
  densitySetting,
  int8MaskSetting,
  lambdaSetting,
  normalizeSetting,
  rescaleSetting,
  weightSetting,
} from "./task-vector-settings.ts";

/** Settings of the tensor; `normalize` is on by default where the signs are voted on. */
export function dellaSettings(normalize: boolean) {
  return z.strictObject({
    normalize: normalizeSetting(normalize),
    lambda: lambdaSetting,
    rescale: rescaleSetting(true),
    int8_mask: int8MaskSetting,
  });
}

/** Settings of each model. */
export const dellaModelSettings = z.strictObject({
  weight: weightSetting,
  density: densitySetting,
  epsilon: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.15)
    .describe("How far the probability to be kept reaches to either side of density: least for the smallest."),
});

type DellaModel = z.infer<typeof dellaModelSettings>;

/** Why the settings make no probabilities, or undefined. */
export function refuseDella(models: readonly DellaModel[]): string | undefined {
  const wrong = models.find(
    ({ density, epsilon }) => density > 0 && density < 1 && (density - epsilon <= 0 || density + epsilon >= 1),
  );
  return wrong === undefined
    ? undefined
    : `density ${wrong.density} with epsilon ${wrong.epsilon}: density ± epsilon must lie between 0 and 1`;
}

const draws = 2 ** 32;

/** Zeroes the elements of a row whose draw is not below their probability. Words begin with that of the first one. */
function dropRow(
  values: Float32Array,
  words: Uint32Array,
  { density, epsilon }: DellaModel,
  divides: boolean,
  space: RankingSpace,
): void {
  const ranks = magnitudeRanks(values, space);
  const last = values.length - 1;
  for (let index = 0; index < values.length; index++) {
    const share = last === 0 ? 0.5 : (ranks[index] ?? 0) / last;
    const probability = density - epsilon + 2 * epsilon * share;
    if ((words[index] ?? 0) >= probability * draws) {
      values[index] = 0;
    } else if (divides) {
      values[index] = (values[index] ?? 0) * Math.fround(1 / probability);
    }
  }
}

/**
 * Row by row the elements of a task vector are ranked by magnitude; the smallest is kept with probability
 * density − ε, the largest with density + ε, those between in proportion to their rank. What is kept is rescaled: to
 * the sum of magnitudes before (mergekit), or each element by one over its probability (the paper).
 */
export function mergeDella(
  tensor: MergeTensor,
  settings: z.infer<ReturnType<typeof dellaSettings>>,
  models: readonly DellaModel[],
  vote: boolean,
): void {
  const { normalize, lambda, rescale } = settings;
  const columns = Math.min(tensor.elements, tensor.shape.at(-1) ?? 1);
  const space = rankingSpace(columns);
  // A row may begin within the four words of a counter.
  const words = tensor.counts(4 * Math.ceil((columns + 3) / 4));
  const vectors = models.map((model, index): SparseTaskVector => {
    const key = tensor.randomKey(index);
    const { weight, density } = model;
    if (density >= 1) {
      return { weight, drop: null, keepsMagnitude: false };
    }
    return {
      weight,
      keepsMagnitude: rescale === true,
      drop: (values, block) => {
        if (density === 0) {
          values.fill(0);
        } else {
          const within = block.start % 4;
          tensor.kernels.drawWords(words, key, (block.start - within) / 4);
          dropRow(values, words.subarray(within), model, rescale === "expectation", space);
        }
      },
    };
  });
  const unit = vectors.some(({ drop, weight }) => drop !== null && weight !== 0) ? "row" : "block";
  emitSparseTaskVectors(tensor, vectors, { vote, normalize, lambda }, unit);
}
