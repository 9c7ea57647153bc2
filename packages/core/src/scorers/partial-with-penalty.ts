import { z } from "zod";
import { defineScorer } from "./define.ts";
import { keySetsOf, markOverSets } from "./mark-over-sets.ts";

/**
 * (hits − wrong) / key size, not below the floor: a wrong option takes away what a correct one earned. With the floor
 * at 0 this is the +/− rule of the NCLEX for "select all that apply". With a lower floor an item can cost points; its
 * least is then what choosing every wrong option and nothing else earns, or the floor where that is higher.
 */
export default defineScorer({
  name: "partial-with-penalty",
  description: "Correct options chosen less wrong ones, as a share of the key, not below a floor",
  source: "NCSBN, NCLEX +/− scoring; Betts et al. 2022, doi:10.1177/0013164421994636 (plus/minus)",
  settings: z.strictObject({
    floor: z.number().max(0).default(0).describe("Least points an item can earn, 0 or below."),
  }),
  score: (reading, item, { floor }) => {
    // Best over sets: whatever is chosen, the set that suffers least bounds the points from below.
    const worst = keySetsOf(item).map((set) => (set.length - item.options.length) / set.length);
    const min = Math.min(0, Math.max(floor, ...worst));
    return markOverSets(reading, item, ({ hits, wrong, keySize }) => (hits - wrong) / keySize, min);
  },
});
