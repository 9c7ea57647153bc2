import { z } from "zod";
import { defineScorer } from "./define.ts";
import { markOverSets } from "./mark-over-sets.ts";

/**
 * Each option as a true-false statement: the share of options rightly chosen or rightly left (1 − Hamming distance /
 * options). Wrong options that were left earn too, so a wrong choice on a single-answer item of 5 options still earns
 * 0.6; compare such scores only with each other. A reply that settled on no option earns 0, not the share it left.
 */
export default defineScorer({
  name: "option-wise",
  description: "The share of options that were rightly chosen or rightly left",
  source: "Betts et al. 2022, doi:10.1177/0013164421994636 (true/false); multiple true-false items",
  settings: z.strictObject({}),
  score: (reading, item) => {
    const { length } = item.options;
    return length === 0 && item.accepted.length > 0
      ? { points: null, reason: "no-options" }
      : markOverSets(reading, item, ({ wrong, missed }) => (length - wrong - missed) / length);
  },
});
