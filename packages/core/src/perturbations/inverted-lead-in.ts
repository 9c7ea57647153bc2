import { z } from "zod";
import { leadInInversions } from "../lexicons/lead-in-inversions.ts";
import type { Item } from "../records/item.ts";
import { definePerturbation } from "./define.ts";
import { ruled, withWrongOptionsAsKey } from "./draft-parts.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";

/**
 * "Which of the following is true?" becomes "Which of the following are false?", and the reverse: the options that the key
 * leaves out are right afterwards, all together. None where the stem does not end in a lead-in that a rule inverts
 * exactly (degrees such as "most likely" have no opposite), where the stem is negative in another place too, where the
 * key has alternatives or is missing, where fewer than two options are wrong, or in other languages. Unsound where an
 * option refers to others.
 */
export default definePerturbation({
  name: "inverted-lead-in",
  description: "Asks which options are false where it was asked which is true, and the reverse",
  source: "DAS red-teaming, arXiv 2508.00923 (question inversion), as exact rules of our own",
  group: "key-changing",
  touches: ["stem", "key"],
  keepsKey: false,
  languages: Object.keys(leadInInversions),
  settings: z.strictObject({}),
  perturb: (item) => {
    const stem = invertedStem(item);
    const inverted = stem === undefined ? undefined : withWrongOptionsAsKey(item);
    if (stem === undefined || inverted === undefined) {
      return [];
    }
    return [
      {
        item: { ...inverted, stem },
        answerMap: null,
        validity: optionsReferToOthers(item)
          ? ruled("unsound", "an option refers to others, so that true and false are no property of one option")
          : ruled("sound", "what is not the one is the other, and the key says which is which"),
      },
    ];
  },
});

function invertedStem({ language, stem }: Item): string | undefined {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const inversions = Object.hasOwn(leadInInversions, base)
    ? leadInInversions[base as keyof typeof leadInInversions]
    : undefined;
  for (const { leadIn, inverted } of inversions ?? []) {
    const found = leadIn.exec(stem);
    if (found !== null) {
      const result = stem.slice(0, found.index) + inverted(found.groups ?? {});
      // One of the two forms is negative, and only through its lead-in: else the other half would be negative as well.
      const negatives = [stem, result].filter((form) => isNegativelyWorded({ language, stem: form }));
      return negatives.length === 1 ? result : undefined;
    }
  }
  return undefined;
}
