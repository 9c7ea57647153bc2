import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { orderValidity, sameOptions } from "./draft-parts.ts";

export default definePerturbation({
  name: "shuffle-options",
  description: "Puts the options in a random order; ids stay with their texts, labels follow the new order",
  source: "Pezeshkpour and Hruschka, arXiv 2308.11483 (option order sensitivity), our own implementation",
  group: "key-keeping",
  touches: ["option-order"],
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
        answerMap: sameOptions(item.options),
        validity: orderValidity(item),
      },
    ];
  },
});
