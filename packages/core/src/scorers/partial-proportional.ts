import { z } from "zod";
import { defineScorer } from "./define.ts";
import { markOverSets } from "./mark-over-sets.ts";

/**
 * hits / key size: each correct option that was chosen earns its share of the point. One wrong option leaves nothing,
 * unless a penalty is set; then each wrong option costs that much, and the item never falls below 0. A penalty of 0
 * is the scoring PS1/m of the source, under which choosing every option earns the full point.
 */
export default defineScorer({
  name: "partial-proportional",
  description: "The share of the key that was chosen; a wrong option leaves nothing, or costs a set penalty",
  source: "Bauer et al. 2011, doi:10.1007/s10459-010-9256-1 (PS1/m); without a penalty our own stricter rule",
  settings: z.strictObject({
    penalty: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("Points each wrong option costs, the item never below 0. Left out: a wrong option leaves nothing."),
  }),
  score: (reading, item, { penalty }) =>
    markOverSets(reading, item, ({ hits, wrong, keySize }) =>
      wrong > 0 && penalty === undefined ? 0 : Math.max(0, hits / keySize - (penalty ?? 0) * wrong),
    ),
});
