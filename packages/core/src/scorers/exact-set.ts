import { z } from "zod";
import { defineScorer } from "./define.ts";
import { choseOneOf } from "./mark-over-sets.ts";

export default defineScorer({
  name: "exact-set",
  description: "One point when the chosen options are exactly an accepted set, none otherwise",
  source: "CMExam, arXiv 2306.03030: exact equality of predicted and published answer",
  settings: z.strictObject({}),
  score: (reading, item) => {
    if (item.accepted.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    return { points: choseOneOf(reading, item.accepted) ? 1 : 0, min: 0, max: 1 };
  },
});
