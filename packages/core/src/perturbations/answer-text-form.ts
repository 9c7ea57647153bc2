import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { optionsNameLabels } from "./item-wording.ts";
import { toldApartByText } from "./told-apart.ts";

/**
 * Options keep their labels; only the form of the answer changes, whatever form the prompt asks for itself. None without
 * options. Unsound where two options read alike or one has no text, and where an option names labels, because its text
 * would be read as those ("A and C").
 */
export default definePerturbation({
  name: "answer-text-form",
  description: "Asks for the text of the correct options instead of their labels",
  source:
    "Viva, our reconstruction after Tam et al., arXiv 2408.02442 (format restrictions) and ABCD, arXiv 2602.17445",
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
            renderDirectives: { answerForm: "text" },
            answerMap: sameOptions(item.options),
            validity: optionsNameLabels(item)
              ? ruled("unsound", "the text of an option names labels and would be read as those")
              : toldApartByText(item)
                ? ruled("sound", "the same question, answered by text")
                : ruled("unsound", "two options read alike, or one has no text"),
          },
        ],
});
