import { z } from "zod";
import { definePerturbation } from "./define.ts";

export default definePerturbation({
  name: "shuffle-options",
  description: "Puts the options in a random order; ids stay with their texts, labels follow the new order",
  source: "Pezeshkpour and Hruschka, arXiv 2308.11483 (option order sensitivity), our own implementation",
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item, random) => {
    if (item.options.length < 2) {
      return [];
    }
    return [
      {
        item: { ...item, options: random.shuffled(item.options) },
        answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
        validity: refersToPosition(item.options.map(({ text }) => text))
          ? { status: "unsound", reason: "an option refers to others by label or place", by: "rule" }
          : { status: "sound", reason: "order of options carries no meaning", by: "rule" },
      },
    ];
  },
});

/** Options such as "A and B", "all of the above" or 以上都是 mean something else in another place. */
function refersToPosition(texts: readonly string[]): boolean {
  const lettersNamed = /(^|[^\p{L}\p{N}])[A-H]\s*(,|、|和|及|与|and|y|e|\+|\/)\s*[A-H]([^\p{L}\p{N}]|$)/u;
  const aboveNamed = /above|below|以上|上述|以下|anteriores|anterior|acima|abaixo/iu;
  return texts.some((text) => lettersNamed.test(text) || aboveNamed.test(text));
}
