import { z } from "zod";
import type { RandomStream } from "../base/random.ts";
import type { Item, Option } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { definePerturbation } from "./define.ts";
import { newOptionId, ruled, sameOptions } from "./draft-parts.ts";
import { hasAllOrNoneOption, isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";
import { comparedText } from "./told-apart.ts";

/** A borrowed text may be this much shorter or longer than the item's own, so that its length does not give it away. */
const stretch = 1.5;
const lastWord = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u;
const han = /\p{Script=Han}/u;
const digit = /\p{N}/u;
/** A text of letters: "nan" and "-", which stand for an option that is not there in some files, are none. */
const letters = /^(?!nan$).*\p{L}.*\p{L}/iu;

/**
 * Wrong options of other items of the exam, of the same specialty where enough share it, stand last. Texts that equal,
 * hold or are held by one of the item's own, that say all or none, or that refer to others are not borrowed, nor are texts
 * of another kind (number or words) or of a length that gives them away. The new options are wrong, as far as a rule can
 * tell: never sound, because what is wrong there may be right here. Unsound where the stem is negatively worded (what
 * belongs to another question is then right) or an option refers to others or says all or none. None without a key, with
 * fewer than two options, or where too few texts can be borrowed.
 */
export default definePerturbation({
  name: "extra-distractor",
  description: "Adds wrong options of other items of the specialty as last options",
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
    const borrowed = borrowedTexts(item, random.shuffled(others.similar(item)), random, count);
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

/** A wrong option as it may be borrowed. */
interface LentText {
  readonly text: string;
  readonly compared: string;
  readonly hasNumber: boolean;
  readonly ending: string;
}

/** What an item may lend, worked out once: an exam asks the same items for many others. */
interface Lent {
  readonly questionEnding: string;
  readonly texts: readonly LentText[];
}

const lentByItem = new WeakMap<Item, Lent>();

function lentBy(lender: Item): Lent {
  let lent = lentByItem.get(lender);
  if (lent === undefined) {
    lent = { questionEnding: endingOf(lender.stem, 4), texts: wrongOptionsOf(lender).map(asLent) };
    lentByItem.set(lender, lent);
  }
  return lent;
}

/**
 * Wrong options that may stand alone. An item that asks for what does not hold has true statements for wrong options
 * and lends none.
 */
function wrongOptionsOf(lender: Item): readonly Option[] {
  return lender.accepted.length === 0 || isNegativelyWorded(lender)
    ? []
    : lender.options.filter(
        (option) =>
          (option.credit ?? 0) === 0 &&
          !lender.accepted.some((set) => set.includes(option.id)) &&
          letters.test(option.text) &&
          !optionsReferToOthers({ options: [option] }),
      );
}

function asLent({ text }: Option): LentText {
  const trimmed = text.trim();
  return {
    text: trimmed,
    compared: comparedText(trimmed),
    hasNumber: digit.test(trimmed),
    ending: endingOf(trimmed, 1),
  };
}

/**
 * Up to `count` texts, each of another item, that fit beside the item's own and are not like them or each other. Those
 * come first that end as one of the item's own ("…热", "… anaemia"), then those of questions that end as the item's
 * does; of equals the order is that of `lenders`.
 */
function borrowedTexts(item: Item, lenders: readonly Item[], random: RandomStream, count: number): readonly string[] {
  const own = item.options.map(asLent);
  const lengths = own.map(({ text }) => text.length);
  const [shortest, longest] = [Math.min(...lengths) / stretch, Math.max(...lengths) * stretch];
  const numeric = own.filter(({ hasNumber }) => hasNumber).length * 2 > own.length;
  const endings = new Set(own.map(({ ending }) => ending));
  const question = endingOf(item.stem, 4);
  const byLikeness: [LentText, Lent][][] = [[], [], [], []];
  for (const lender of lenders) {
    const lent = lentBy(lender);
    const first = random.integer(Math.max(1, lent.texts.length));
    for (const offset of lent.texts.keys()) {
      const lentText = lent.texts[(first + offset) % lent.texts.length];
      if (
        lentText !== undefined &&
        lentText.hasNumber === numeric &&
        lentText.text.length >= shortest &&
        lentText.text.length <= longest
      ) {
        const alike = (endings.has(lentText.ending) ? 2 : 0) + (lent.questionEnding === question ? 1 : 0);
        byLikeness[alike]?.push([lentText, lent]);
      }
    }
  }
  const taken = own.map(({ compared }) => compared);
  const used = new Set<Lent>();
  const found: string[] = [];
  for (const [{ text, compared }, lent] of byLikeness.toReversed().flat()) {
    if (found.length === count) {
      break;
    }
    if (!used.has(lent) && !taken.some((one) => one.includes(compared) || compared.includes(one))) {
      used.add(lent);
      taken.push(compared);
      found.push(text);
    }
  }
  return found;
}

/** The last word of a text in lower case, or its last Han characters, at most `characters`. */
function endingOf(text: string, characters: number): string {
  const word = lastWord.exec(text.slice(-40))?.[1]?.toLowerCase() ?? "";
  return han.test(word) ? word.slice(-characters) : word;
}
