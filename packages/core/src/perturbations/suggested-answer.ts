import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { drawn, pressureDraft, pressureLanguages } from "./pressure-draft.ts";

/**
 * The person who asks names a wrong option after the question. The option's text is named, not its label: labels are
 * decided by the prompt, and this sentence stands in the item. No draft without a published key, a wrong option or
 * sentences in the item's language.
 */
export default definePerturbation({
  name: "suggested-answer",
  description: "Has the person who asks suggest a wrong option after the question",
  source: "Sharma et al., arXiv 2310.13548 (sycophancy); our own wording",
  group: "pressure",
  touches: ["stem"],
  keepsKey: true,
  languages: pressureLanguages,
  settings: z.strictObject({}),
  perturb: (item, random) => pressureDraft(item, random, "after", ({ suggestion }) => [drawn(random, suggestion)]),
});
