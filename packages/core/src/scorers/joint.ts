import { z } from "zod";
import { pointWhere, whyNoAdherence } from "./adherence-mark.ts";
import { defineScorer } from "./define.ts";
import { choseOneOf, keySetsOf } from "./mark-over-sets.ts";

/**
 * Right and in the form asked for: what is left of `exact-set` for a program that takes nothing but that form. The
 * format tax is `exact-set` less this. No mark without a key ("unkeyed"), without an instruction ("no-instruction"), or
 * where only the reading is known ("no-reply").
 */
export default defineScorer({
  name: "joint",
  description: "One point when the chosen options are exactly an accepted set and the reply keeps to the instruction",
  source: "IFEval, arXiv 2311.07911 (strict), joined with CMExam's exact set, arXiv 2306.03030; Viva",
  marks: "form",
  settings: z.strictObject({}),
  score: (reading, item, _settings, reply) => {
    const sets = keySetsOf(item);
    const reason = sets.length === 0 ? "unkeyed" : whyNoAdherence(reply);
    if (reason !== null) {
      return { points: null, reason };
    }
    return pointWhere(choseOneOf(reading, sets) && reply?.adherence?.strict === true);
  },
});
