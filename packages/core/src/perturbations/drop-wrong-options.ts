import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { optionsReferToOthers } from "./item-wording.ts";

/**
 * Which wrong options go is drawn at random; the order of those that stay is kept. Every option of any accepted set
 * stays. Guessing pays more afterwards: read accuracy against chance. None where the item has no key or no more wrong
 * options than are to stay. Unsound where an option refers to others.
 */
export default definePerturbation({
  name: "drop-wrong-options",
  description: "Leaves out wrong options at random until a given number of them stays beside the key",
  source: "Viva; after the option-count studies in Rodriguez 2005, doi:10.1111/j.1745-3992.2005.00006.x",
  group: "key-keeping",
  touches: ["option-set"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    wrong: z.int().min(1).max(25).default(1).describe("How many wrong options stay."),
  }),
  perturb: (item, random, { wrong: staying }) => {
    const right = new Set(item.accepted.flat());
    const wrong = item.options.filter(({ id }) => !right.has(id));
    if (right.size === 0 || wrong.length <= staying) {
      return [];
    }
    const kept = new Set(random.shuffled(wrong).slice(0, staying));
    const options = item.options.filter((option) => right.has(option.id) || kept.has(option));
    return [
      {
        item: { ...item, options },
        answerMap: sameOptions(options),
        validity: optionsReferToOthers(item)
          ? ruled("unsound", "an option refers to others, which may be gone")
          : ruled("sound", "the key stays right beside fewer wrong options"),
      },
    ];
  },
});
