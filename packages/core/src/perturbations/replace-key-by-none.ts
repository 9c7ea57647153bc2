import { z } from "zod";
import { itemWording, wordingOf } from "../lexicons/item-wording.ts";
import { definePerturbation } from "./define.ts";
import { newOptionId, onlyKeyOf, ruled } from "./draft-parts.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";

/**
 * The option that replaces the key is new (its own id) and stands in the key's place. Never sound by rule: whether one of
 * the remaining options can be defended once the best is gone is a clinician's question, and experts threw out 32 of 100
 * such items (Bedi et al. 2025). Unsound where the stem is negatively worded or an option refers to others. None where
 * the language's wording is not known, or not exactly one of at least three options is right.
 */
export default definePerturbation({
  name: "replace-key-by-none",
  description: 'Replaces the key\'s text by "none of the other options", which is then right: knowledge against recall',
  source: "Bedi et al. 2025, doi:10.1001/jamanetworkopen.2025.26021, in our own words and without their expert reading",
  group: "key-changing",
  touches: ["option-set", "key"],
  keepsKey: false,
  languages: Object.keys(itemWording),
  settings: z.strictObject({}),
  perturb: (item) => {
    const wording = wordingOf(item.language);
    const key = onlyKeyOf(item);
    if (wording === undefined || key === undefined || item.kind !== "single" || item.options.length < 3) {
      return [];
    }
    const id = newOptionId(item, "none-of-the-others");
    const { keyHistory: _keyHistory, ...kept } = item;
    return [
      {
        item: {
          ...kept,
          options: item.options.map((option) => (option.id === key ? { id, text: wording.noneOfTheOthers } : option)),
          accepted: [[id]],
        },
        answerMap: null,
        validity: isNegativelyWorded(item)
          ? ruled("unsound", "a negatively worded stem and an option that denies all make a double negation")
          : optionsReferToOthers(item)
            ? ruled("unsound", "an option refers to others, one of which is gone")
            : ruled("unchecked", "no clinician has judged whether another option can be defended once the key is gone"),
      },
    ];
  },
});
