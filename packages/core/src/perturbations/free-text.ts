import { z } from "zod";
import { optionBoundQuestions } from "../lexicons/option-bound-questions.ts";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { definePerturbation } from "./define.ts";
import { onlyKeyOf, ruled, sameOptions } from "./draft-parts.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";
import { needsItsOptions } from "./option-bound.ts";
import { languageOf } from "./text-draft.ts";
import { toldApartByText } from "./told-apart.ts";

/** Words, a Han character counting as one half. A key of more of them is a sentence. */
const longestKey = 8;
const units = /\p{Script=Han}{1,2}|[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/**
 * The options are hidden and the answer is given in the model's own words. A reply is read as the option whose text it
 * holds; one that says the same in other words stays unreadable and counts as not correct, so that accuracy is a lower
 * bound. None where not exactly one option is right or the language's wording is not known. Never sound by rule, because
 * an answer that is not on the list may be right as well; unsound where the question needs its options ("which of the
 * following", 下列, "cuál de las siguientes"), is negatively worded, or an option refers to others, and where the key is a
 * text so long that nobody would give it in the same words.
 */
export default definePerturbation({
  name: "free-text",
  description: "Hides the options and asks for the answer in the model's own words",
  source:
    "ReMedQA, EACL 2026 (open), without its rewriting of the stem and its judge: the reply is read by option text",
  group: "format-changing",
  touches: ["prompt"],
  directives: ["options"],
  keepsKey: true,
  languages: Object.keys(optionBoundQuestions),
  settings: z.strictObject({}),
  perturb: (item) =>
    optionBoundQuestions[languageOf(item)] === undefined ||
    item.kind !== "single" ||
    item.options.length < 2 ||
    onlyKeyOf(item) === undefined
      ? []
      : [
          {
            item,
            renderDirectives: { options: "hidden" },
            answerMap: sameOptions(item.options),
            validity: validityOf(item),
          },
        ],
});

function validityOf(item: Item): Validity {
  if (isNegativelyWorded(item)) {
    return ruled("unsound", "what does not hold can only be told from a list");
  }
  if (optionsReferToOthers(item)) {
    return ruled("unsound", "an option refers to others, which are not shown");
  }
  if (needsItsOptions(item)) {
    return ruled("unsound", "the question speaks of options that are not shown");
  }
  const key = item.options.find(({ id }) => id === onlyKeyOf(item))?.text ?? "";
  if ((key.match(units)?.length ?? 0) > longestKey) {
    return ruled("unsound", "the key is too long to be given in the same words");
  }
  return toldApartByText(item)
    ? ruled("unchecked", "nobody has judged whether another answer is right as well when no list is given")
    : ruled("unsound", "two options read alike, or one has no text");
}
