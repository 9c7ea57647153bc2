import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { orderValidity, sameOptions } from "./draft-parts.ts";

/**
 * With the original, which is always put too, every option stands in every place exactly once: n options give n - 1
 * variants, the k-th with the first k options moved to the end. None where there are fewer than two options. Unsound
 * where an option refers to others by label or place.
 */
export default definePerturbation({
  name: "rotate-options",
  description: "Puts the options in every cyclic order but the original: each option takes each place once",
  source: "Zheng et al., arXiv 2309.03882 (cyclic permutations), our own implementation",
  group: "key-keeping",
  touches: ["option-order"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item) => {
    const { options } = item;
    const validity = orderValidity(item);
    const answerMap = sameOptions(options);
    return options.slice(1).map((_option, index) => ({
      item: { ...item, options: [...options.slice(index + 1), ...options.slice(0, index + 1)] },
      answerMap,
      validity,
    }));
  },
});
