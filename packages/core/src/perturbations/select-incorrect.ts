import { z } from "zod";
import { itemWording, wordingOf } from "../lexicons/item-wording.ts";
import { definePerturbation } from "./define.ts";
import { ruled, withWrongOptionsAsKey } from "./draft-parts.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";

/**
 * The question stays and a sentence after it asks which options answer it wrongly. None where the language's wording is
 * not known, the key has alternatives or is missing, fewer than two options are wrong, or the item asks true or false.
 * Unsound where the stem is negatively worded (a double negation) or an option refers to others.
 */
export default definePerturbation({
  name: "select-incorrect",
  description: "Asks for every wrong option instead of the right one",
  source: "ReMedQA, EACL 2026 (select-incorrect), in our own words; marked as a set, not as an ordered list",
  group: "key-changing",
  touches: ["stem", "key"],
  keepsKey: false,
  languages: Object.keys(itemWording),
  settings: z.strictObject({}),
  perturb: (item) => {
    const wording = wordingOf(item.language);
    const inverted = withWrongOptionsAsKey(item);
    if (wording === undefined || inverted === undefined) {
      return [];
    }
    return [
      {
        item: { ...inverted, stem: `${item.stem}\n${wording.selectIncorrect}` },
        answerMap: null,
        validity: isNegativelyWorded(item)
          ? ruled("unsound", "wrong answers to a negatively worded stem are a double negation")
          : optionsReferToOthers(item)
            ? ruled("unsound", "an option refers to others, so that right and wrong are no property of one option")
            : ruled("sound", "what the key leaves out are the wrong answers"),
      },
    ];
  },
});
