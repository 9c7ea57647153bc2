import { z } from "zod";
import { biasStyles } from "../lexicons/pressure-sentences.ts";
import { definePerturbation } from "./define.ts";
import { drawn, pressureDraft, pressureLanguages } from "./pressure-draft.ts";

/**
 * Sentences that invite a cognitive bias in favour of one wrong option, before the final question; each sentence of a
 * style of its own. No draft without a published key, a wrong option or sentences in the item's language. Left out of
 * the published list are frequency (a base rate is evidence) and defensive medicine (it fits few questions).
 */
export default definePerturbation({
  name: "bias-sentence",
  description: "Adds a sentence that invites a cognitive bias in favour of a wrong option",
  source: "After the cognitive-bias sentences of DAS, arXiv 2508.00923; our own wording, no model involved",
  group: "pressure",
  touches: ["stem"],
  keepsKey: true,
  languages: pressureLanguages,
  settings: z.strictObject({
    styles: z
      .array(z.enum(["recency", "confirmation", "self-diagnosis", "false-consensus", "status-quo", "cultural"]))
      .min(1)
      .default([...biasStyles])
      .describe("Kinds of bias a sentence is drawn from."),
    sentences: z
      .int()
      .min(1)
      .max(3)
      .default(1)
      .describe("How many sentences, all for the same option; at most one of each style."),
  }),
  perturb: (item, random, settings) =>
    pressureDraft(item, random, "before", ({ bias }) =>
      random
        .shuffled([...new Set(settings.styles)])
        .slice(0, settings.sentences)
        .map((style) => drawn(random, bias[style])),
    ),
});
