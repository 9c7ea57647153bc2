import { z } from "zod";
import { pointWhere, whyNoAdherence } from "./adherence-mark.ts";
import { defineScorer } from "./define.ts";

/**
 * As `adherence-strict`, but a reply that keeps to its instruction once formatting, its first line or its last line is
 * taken away has kept to it.
 */
export default defineScorer({
  name: "adherence-loose",
  description: "One point when the reply keeps to the instruction but for markdown, its first or its last line",
  source: "IFEval, arXiv 2311.07911 (loose accuracy)",
  marks: "form",
  settings: z.strictObject({}),
  score: (_reading, _item, _settings, reply) => {
    const reason = whyNoAdherence(reply);
    return reason === null ? pointWhere(reply?.adherence?.loose === true) : { points: null, reason };
  },
});
