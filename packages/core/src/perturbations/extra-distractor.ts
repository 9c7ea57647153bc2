import { z } from "zod";
import type { RandomStream } from "../base/random.ts";
import type { QuestionKind } from "../lexicons/question-kinds.ts";
import type { Item, Option } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { type AnswerKind, answerKindOf, endingOf, saysTheSame } from "./answer-kind.ts";
import { definePerturbation } from "./define.ts";
import { newOptionId, ruled, sameOptions } from "./draft-parts.ts";
import { hasAllOrNoneOption, isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";
import { questionKindOf } from "./question-kind.ts";
import { comparedText } from "./told-apart.ts";

/** A borrowed text may be this much shorter or longer than the item's own, so that its length does not give it away. */
const stretch = 1.5;
/** An item that names no specialty borrows where this share of its options end alike. */
const mostEndAlike = 0.75;
/** Fewer other items than this of the item's specialty lend nothing: a text of another field would stand out. */
const fewestOfSpecialty = 3;
/** A text of letters: "nan" and "-", which stand for an option that is not there in some files, are none. */
const letters = /^(?!nan$).*\p{L}.*\p{L}/iu;

/**
 * Wrong options of other items of the exam stand last. Only items of the same specialty lend, and where fewer than three
 * others share it, none does: an option of another field stands out and competes with nothing. They must ask for the
 * same (a test, a treatment, a cause, a diagnosis), or the text or its question end as the item's own. Where the item names
 * no specialty, three quarters of its options must end alike, and the text as they do ("…神经", "… anaemia"): most items
 * have no draft then.
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
    const borrowed = borrowedTexts(item, others.similar(item), random, count);
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

/** What an item may lend, worked out once: an exam asks the same items for many others. */
interface Lent {
  readonly questionEnding: string;
  readonly questionKind: QuestionKind | undefined;
  readonly texts: readonly AnswerKind[];
}

const lentByItem = new WeakMap<Item, Lent>();

function lentBy(lender: Item): Lent {
  let lent = lentByItem.get(lender);
  if (lent === undefined) {
    lent = {
      questionEnding: endingOf(lender.stem, 4),
      questionKind: questionKindOf(lender),
      texts: wrongOptionsOf(lender).map(({ text }) => answerKindOf(text)),
    };
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

/** The items that may lend at all: those of a specialty of the item's; all where it names none. */
function lendersOf(item: Item, similar: readonly Item[]): readonly Item[] {
  const specialties = item.tags["specialty"] ?? [];
  if (specialties.length === 0) {
    return similar;
  }
  const near = similar.filter(({ tags }) => tags["specialty"]?.some((one) => specialties.includes(one)) === true);
  return near.length < fewestOfSpecialty ? [] : near;
}

/** Whether most of some texts are so; of a tie, not. */
function most(texts: readonly AnswerKind[], isSo: (text: AnswerKind) => boolean): boolean {
  return texts.filter(isSo).length * 2 > texts.length;
}

/** Up to `count` texts, each of another item, that fit beside the item's own and are not like them or each other. */
function borrowedTexts(item: Item, similar: readonly Item[], random: RandomStream, count: number): readonly string[] {
  const lenders = lendersOf(item, similar);
  if (lenders.length === 0) {
    return [];
  }
  const own = item.options.map(({ text }) => answerKindOf(text));
  const fits = fittingBeside(own, (item.tags["specialty"] ?? []).length > 0);
  const endings = new Set(own.map(({ ending }) => ending));
  const question = endingOf(item.stem, 4);
  const kind = questionKindOf(item);
  const byLikeness: [AnswerKind, Lent][][] = [[], [], [], []];
  for (const lender of lenders) {
    const lent = lentBy(lender);
    for (const text of lent.texts) {
      if (fits(text)) {
        const alike = (endings.has(text.ending) ? 2 : 0) + (lent.questionEnding === question ? 1 : 0);
        if (alike > 0 || (kind !== undefined && lent.questionKind === kind)) {
          byLikeness[alike]?.push([text, lent]);
        }
      }
    }
  }
  if (byLikeness.every((candidates) => candidates.length === 0)) {
    return [];
  }
  const stem = comparedText(item.stem);
  const stop = most(own, ({ stopped }) => stopped) ? (most(own, ({ han }) => han) ? "。" : ".") : "";
  const used = new Set<Lent>();
  const taken = [...own];
  const found: string[] = [];
  for (const candidates of byLikeness.toReversed()) {
    for (const [text, lent] of random.shuffled(candidates)) {
      if (found.length === count) {
        return found;
      }
      if (!used.has(lent) && !stem.includes(text.compared) && !taken.some((one) => saysTheSame(one, text))) {
        used.add(lent);
        taken.push(text);
        found.push(`${text.text}${stop}`);
      }
    }
  }
  return found;
}

/** Whether a text is the same kind of answer as most of some others. */
function fittingBeside(own: readonly AnswerKind[], sameField: boolean): (text: AnswerKind) => boolean {
  const lengths = own.map(({ text }) => text.length);
  const [shortest, longest] = [Math.min(...lengths) / stretch, Math.max(...lengths) * stretch];
  const numeric = most(own, ({ hasNumber }) => hasNumber);
  const units = new Set(own.map(({ unit }) => unit));
  const han = most(own, (text) => text.han);
  const capital = most(own, (text) => text.capital);
  const shared = new Set(
    own
      .map(({ ending }) => ending)
      .filter((ending) => own.filter((one) => one.ending === ending).length >= own.length * mostEndAlike),
  );
  return (text) =>
    text.hasNumber === numeric &&
    text.text.length >= shortest &&
    text.text.length <= longest &&
    text.han === han &&
    text.capital === capital &&
    (!numeric || units.has(text.unit)) &&
    (sameField || shared.has(text.ending));
}
