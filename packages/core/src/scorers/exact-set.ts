import { z } from "zod";
import { defineScorer } from "./define.ts";
import { agreementOf, chosenOptions, isExact } from "./mark-over-sets.ts";

export default defineScorer({
  name: "exact-set",
  description: "One point when the chosen options are exactly an accepted set, none otherwise",
  source: "CMExam, arXiv 2306.03030: exact equality of predicted and published answer",
  settings: z.strictObject({}),
  score: (reading, item) => {
    if (item.accepted.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    const chosen = chosenOptions(reading);
    const right = chosen !== null && item.accepted.some((set) => isExact(agreementOf(chosen, set)));
    return { points: right ? 1 : 0, min: 0, max: 1 };
  },
});
