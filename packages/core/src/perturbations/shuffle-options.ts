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

const namesLetters = /(?<![A-Za-z0-9])[A-H]\s*(?:,|、|和|及|与|and|y|e|\+|\/)\s*[A-H](?![A-Za-z0-9])/;
const pointsElsewhere = [
  /\b(?:all|none|both|any|neither|either) of (?:the )?(?:above|below|these|those)\b/i,
  /(?:以上|上述|以下)(?:均|都|全|皆|各|选项|两|三|四)/,
  /\b(?:tod[ao]s|ningun[ao]|nenhuma?|amb[ao]s|cualquiera|qualquer|las|los|as|os)\b[^.]*\b(?:anteriores|acima|abaixo)\b/i,
];

/** Options such as "A and B", "all of the above" or 以上均正确 mean something else in another place. */
function refersToPosition(texts: readonly string[]): boolean {
  return texts.some((text) => namesLetters.test(text) || pointsElsewhere.some((pattern) => pattern.test(text)));
}
