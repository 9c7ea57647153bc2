import { z } from "zod";

const tenths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Shares of items, rising to all of them. */
const shares = z
  .array(z.number().gt(0).max(1))
  .min(1)
  .refine((listed) => listed.at(-1) === 1 && listed.every((share, at) => at === 0 || share > (listed[at - 1] ?? 0)), {
    message: "shares rise, and the last is 1",
  });
const grid = z.array(z.number().gt(0).max(1)).min(1);

/**
 * How Hi-Merging is carried out. The published description leaves points open; each is a setting here, and the default
 * of each is said with it. Source: Fu et al. 2025, arXiv 2506.12379.
 */
export const hiMergingSettings = z.strictObject({
  densities: grid.default(tenths).describe("Shares of a task vector's elements to try (p), by tensor."),
  scales: grid.default(tenths).describe("Factors of what is kept to try (s)."),
  gridTies: z
    .enum(["least-change", "sparsest"])
    .default("least-change")
    .describe("Of equally good cells: the highest density, then scale; or the lowest density, then the highest scale."),
  firstRound: z
    .enum(["grid", "none"])
    .default("grid")
    .describe("none: no model is pruned or scaled by itself (p = s = 1); the second round alone."),
  secondRound: z
    .enum(["layers", "none"])
    .default("layers")
    .describe("none: no layer is measured or treated; the first round alone."),
  mergedWeight: z
    .enum(["one", "mean"])
    .default("one")
    .describe("Factor of each model's pruned and scaled task vector in the merge: 1, or 1 divided by the models."),
  classes: z
    .enum(["tested", "signs"])
    .default("tested")
    .describe(
      "tested: a loss or gain counts when a paired test of its layer finds it, over all layers and models together (Holm); signs: every loss counts, as published, so that noise alone puts most layers into some class.",
    ),
  alpha: z.number().gt(0).lt(0.5).default(0.05).describe("Level of the tests, over all layers and models together."),
  severeKeep: z
    .enum(["single", "merged"])
    .default("single")
    .describe("In a severe conflict the model is kept that contributes more: alone, or within the merge."),
  contributionUnit: z
    .enum(["score", "share-of-gain"])
    .default("score")
    .describe(
      "Contributions to different tasks are compared as scores, or divided by what the model alone gains on the base.",
    ),
  partialTarget: z
    .enum(["not-weakened", "weakened"])
    .default("not-weakened")
    .describe(
      "In a partial conflict pruned again: the models that did not lose, since theirs does the harm; or those that lost.",
    ),
  secondDensity: z
    .enum(["half", "half-of-kept"])
    .default("half")
    .describe("Second round: p/2 of all elements, or half of p as a share of those kept already, p·p/2."),
  secondScale: z
    .enum(["replace", "multiply"])
    .default("replace")
    .describe("Second round: the scale becomes s/2, or is multiplied by s/2."),
  oneSided: z
    .enum(["keep", "as-partial"])
    .default("keep")
    .describe(
      "A layer with a loss in some models and neither loss nor gain in the others: left, or taken for a partial conflict.",
    ),
  severeFrom: z
    .enum(["all", "two"])
    .default("all")
    .describe("With three or more models a conflict is severe when all lose, or when two do."),
  remeasure: z
    .enum(["once", "after-each"])
    .default("once")
    .describe("Contributions within the merge are measured once, or again after each layer that was changed."),
  gridRungs: shares
    .default([1])
    .describe(
      "Successive halving of the grid: shares of the validation items, rising to 1, after each of which the worse cells are given up. [1]: every cell is put to every item.",
    ),
  gridKeep: z.number().gt(0).lt(1).default(0.5).describe("Share of the cells that goes on after a rung, rounded up."),
  layerLooks: shares
    .default([1])
    .describe(
      "Shares of the validation items after each of which a layer's loss is tested; it is measured no further once it is found or hopeless. The p-value is multiplied by the number of looks. [1]: one look at every item.",
    ),
  layerHopeless: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe("A layer is hopeless whose loss has at a look before the last a p-value above this."),
});

/** Settings of a search, with every default filled in. */
export type HiMergingSettings = z.infer<typeof hiMergingSettings>;
