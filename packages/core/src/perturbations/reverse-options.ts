import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { orderValidity, sameOptions } from "./draft-parts.ts";

/** None where there are fewer than two options. Unsound where an option refers to others by label or place. */
export default definePerturbation({
  name: "reverse-options",
  description: "Puts the options in reverse order; ids stay with their texts, labels follow the new order",
  source:
    "Viva, after the order sensitivity of Pezeshkpour and Hruschka, arXiv 2308.11483: one fixed order for all items",
  group: "key-keeping",
  touches: ["option-order"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item) => {
    if (item.options.length < 2) {
      return [];
    }
    return [
      {
        item: { ...item, options: item.options.toReversed() },
        answerMap: sameOptions(item.options),
        validity: orderValidity(item),
      },
    ];
  },
});
