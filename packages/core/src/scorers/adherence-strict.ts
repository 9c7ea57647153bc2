import { z } from "zod";
import { pointWhere, whyNoAdherence } from "./adherence-mark.ts";
import { defineScorer } from "./define.ts";

/**
 * How the reply kept to the form it was asked for, whatever it answers: items without a key are marked too. Without an
 * instruction ("no-instruction"), or where only the reading is known ("no-reply"), there is no mark.
 */
export default defineScorer({
  name: "adherence-strict",
  description: "One point when the reply, as it came, keeps to the instruction; no mark without an instruction",
  source: "IFEval, arXiv 2311.07911 (strict accuracy)",
  marks: "form",
  settings: z.strictObject({}),
  score: (_reading, _item, _settings, reply) => {
    const reason = whyNoAdherence(reply);
    return reason === null ? pointWhere(reply?.adherence?.strict === true) : { points: null, reason };
  },
});
