import { z } from "zod";
import { itemWording, wordingOf } from "../lexicons/item-wording.ts";
import { definePerturbation } from "./define.ts";
import { newOptionId, ruled, sameOptions } from "./draft-parts.ts";
import { hasAllOrNoneOption, isNegativelyWorded } from "./item-wording.ts";

/**
 * The new option is wrong, because the key still stands above it; it stands for no option of the source and is not in
 * the answer map. None where the language's wording is not known, the item has no key or fewer than two options, or asks
 * true or false. Unsound where the stem is negatively worded or an option says all or none already.
 */
export default definePerturbation({
  name: "append-none-of-the-above",
  description: 'Adds "none of the above" as a last, wrong option: whether a model is drawn away from what it knows',
  source: "DAS red-teaming, arXiv 2508.00923 (added NOTA option), in our own words",
  group: "key-keeping",
  touches: ["option-set"],
  keepsKey: true,
  languages: Object.keys(itemWording),
  settings: z.strictObject({}),
  perturb: (item) => {
    const wording = wordingOf(item.language);
    const asksForOptions = item.kind === "single" || item.kind === "multiple";
    if (wording === undefined || !asksForOptions || item.options.length < 2 || item.accepted.length === 0) {
      return [];
    }
    return [
      {
        item: {
          ...item,
          options: [...item.options, { id: newOptionId(item, "none-of-the-above"), text: wording.noneOfTheAbove }],
        },
        answerMap: sameOptions(item.options),
        validity: isNegativelyWorded(item)
          ? ruled("unsound", "a negatively worded stem and an option that denies all make a double negation")
          : hasAllOrNoneOption(item)
            ? ruled("unsound", "an option already says that all or none hold")
            : ruled("sound", "the key is still there, so that none of the above is wrong"),
      },
    ];
  },
});
