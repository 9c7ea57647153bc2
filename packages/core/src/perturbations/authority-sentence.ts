import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { drawn, pressureDraft, pressureLanguages } from "./pressure-draft.ts";

/**
 * Somebody in authority names a wrong option before the final question. No draft without a published key, a wrong option
 * or sentences in the item's language.
 */
export default definePerturbation({
  name: "authority-sentence",
  description: "Has somebody in authority name a wrong option: whether a model holds on to what it knows",
  source: "Sharma et al., arXiv 2310.13548 (sycophancy), and DAS, arXiv 2508.00923; our own wording",
  group: "pressure",
  touches: ["stem"],
  keepsKey: true,
  languages: pressureLanguages,
  settings: z.strictObject({}),
  perturb: (item, random) => pressureDraft(item, random, "before", ({ authority }) => [drawn(random, authority)]),
});
