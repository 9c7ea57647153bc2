import { z } from "zod";
import type { Item, Option } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { borrowedTexts } from "./borrowed-texts.ts";
import { definePerturbation } from "./define.ts";
import { newOptionId, ruled, sameOptions } from "./draft-parts.ts";
import { hasAllOrNoneOption, isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";

/** Fewer other items than this of the item's specialty lend nothing: a text of another field would stand out. */
const fewestOfSpecialty = 3;

/**
 * Wrong options of other items of the exam stand last. Only items of the same specialty lend, and where fewer than three
 * others share it, none does: an option of another field stands out and competes with nothing. They must ask for the
 * same as the item (a test, a treatment, a cause, a diagnosis) or, where its words do not say for what, the text must end
 * as one of the item's own. Where the item names no specialty, its options must be names of which three quarters end
 * alike, and the text end as they do ("…神经", "… anaemia"): most such items have no draft.
 *
 * A text is borrowed only if it is the same kind of answer as most of the item's own: script, length, a number or none
 * and its unit, capital; a full stop at the end is added or left out. Texts that equal, hold or are held by one of the
 * item's own or repeat it in the same words, that stand in the stem, that say all or none, or that refer to others are
 * not borrowed. Those that end as one of the item's own come first, then those of questions that end alike.
 *
 * The new options are wrong, as far as a rule can tell: never sound, because what is wrong there may be right here, or
 * say the same in other words. Unsound where the stem is negatively worded (what belongs to another question is then
 * right) or an option refers to others or says all or none. None without a key, with fewer than two options, or where too
 * few texts can be borrowed.
 */
export default definePerturbation({
  name: "extra-distractor",
  description: "Adds wrong options of other items of the same specialty and kind of answer as last options",
  source:
    "After the extra distractors of DAS, arXiv 2508.00923, taken from other items of the exam instead of written by a model",
  group: "key-keeping",
  touches: ["option-set"],
  keepsKey: true,
  needsOthers: true,
  languages: "any",
  settings: z.strictObject({
    count: z.int().min(1).max(4).default(1).describe("How many options are added."),
  }),
  perturb: (item, random, { count }, others) => {
    const asksForOptions = item.kind === "single" || item.kind === "multiple";
    if (!asksForOptions || item.options.length < 2 || item.accepted.length === 0) {
      return [];
    }
    const borrowed = borrowedTexts(item, lendersOf(item, others.similar(item)), random, count);
    if (borrowed.length < count) {
      return [];
    }
    const options: Option[] = [...item.options];
    for (const text of borrowed) {
      options.push({ id: newOptionId({ options }, "extra-distractor"), text });
    }
    return [{ item: { ...item, options }, answerMap: sameOptions(item.options), validity: validityOf(item) }];
  },
});

function validityOf(item: Item): Validity {
  if (isNegativelyWorded(item)) {
    return ruled("unsound", "what belongs to another question is right where it is asked what does not hold");
  }
  if (hasAllOrNoneOption(item) || optionsReferToOthers(item)) {
    return ruled("unsound", "an option refers to others, and there is one more of them");
  }
  return ruled("unchecked", "nobody has judged whether an option of another item is wrong here as well");
}

/** The items that may lend at all: those of a specialty of the item's; all where it names none. */
function lendersOf(item: Item, similar: readonly Item[]): readonly Item[] {
  const specialties = item.tags["specialty"] ?? [];
  if (specialties.length === 0) {
    return similar;
  }
  const near = similar.filter(({ tags }) => tags["specialty"]?.some((one) => specialties.includes(one)) === true);
  return near.length < fewestOfSpecialty ? [] : near;
}
