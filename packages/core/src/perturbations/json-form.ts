import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";

/**
 * Only the form of the answer changes: a JSON object with the labels, whatever form the prompt asks for itself. None
 * without options. Always sound.
 */
export default definePerturbation({
  name: "json-form",
  description: "Asks for the answer as a JSON object instead of the prompt's own form",
  source: "Viva, after Tam et al., arXiv 2408.02442 (format restrictions), in our own words",
  group: "format-changing",
  touches: ["prompt"],
  directives: ["answerForm"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item) =>
    item.options.length === 0
      ? []
      : [
          {
            item,
            renderDirectives: { answerForm: "json" },
            answerMap: sameOptions(item.options),
            validity: ruled("sound", "the same question, answered in another form"),
          },
        ],
});
