import type { RandomStream } from "../base/random.ts";
import type { QuestionKind } from "../lexicons/question-kinds.ts";
import type { Item, Option } from "../records/item.ts";
import { type AnswerKind, answerKindOf, endingOf, saysTheSame } from "./answer-kind.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";
import { questionKindOf } from "./question-kind.ts";
import { comparedText } from "./told-apart.ts";

/** A borrowed text may be this much shorter or longer than the item's own, so that its length does not give it away. */
const stretch = 1.5;
/** An item that names no specialty borrows where this share of its options end alike, */
const mostEndAlike = 0.75;
/** and none is longer than a name, in letters or Han characters. */
const longestName = { latin: 40, han: 9 };
/** A text of letters: "nan" and "-", which stand for an option that is not there in some files, are none. */
const letters = /^(?!nan$).*\p{L}.*\p{L}/iu;

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

/**
 * Up to `count` wrong options of some items, each of another, that fit beside an item's own and are not like them or each
 * other. Without a specialty the lenders may be of any field: then only texts that end as the item's own, which are names
 * of one kind.
 */
export function borrowedTexts(
  item: Item,
  lenders: readonly Item[],
  random: RandomStream,
  count: number,
): readonly string[] {
  const own = lenders.length === 0 ? [] : item.options.map(({ text }) => answerKindOf(text));
  const candidates = candidatesFor(item, own, lenders);
  if (candidates.length === 0) {
    return [];
  }
  const stem = comparedText(item.stem);
  const stop = most(own, ({ stopped }) => stopped) ? (most(own, ({ han }) => han) ? "。" : ".") : "";
  const used = new Set<Lent>();
  const taken = [...own];
  const found: string[] = [];
  const inOrder = random.shuffled(candidates).sort((one, other) => other.likeness - one.likeness);
  for (const { text, lent } of inOrder) {
    if (found.length === count) {
      break;
    }
    if (!used.has(lent) && !stem.includes(text.compared) && !taken.some((one) => saysTheSame(one, text))) {
      used.add(lent);
      taken.push(text);
      found.push(`${text.text}${stop}`);
    }
  }
  return found;
}

interface Candidate {
  readonly text: AnswerKind;
  readonly lent: Lent;
  /** 2 for a text that ends as one of the item's own, and 1 for a question that ends as the item's. */
  readonly likeness: number;
}

function candidatesFor(item: Item, own: readonly AnswerKind[], lenders: readonly Item[]): Candidate[] {
  const endings = (item.tags["specialty"] ?? []).length > 0 ? null : commonEndings(own);
  if (own.length === 0 || endings?.size === 0) {
    return [];
  }
  const fits = fittingBeside(own);
  const ownEndings = new Set(own.map(({ ending }) => ending));
  const question = endingOf(item.stem, 4);
  const kind = questionKindOf(item);
  return lenders.flatMap((lender) => {
    const lent = lentBy(lender);
    const asksAlike = kind !== undefined && lent.questionKind === kind;
    return lent.texts.flatMap((text): Candidate[] => {
      const endsAlike = ownEndings.has(text.ending);
      const related = endings === null ? asksAlike || (kind === undefined && endsAlike) : endings.has(text.ending);
      const likeness = (endsAlike ? 2 : 0) + (lent.questionEnding === question ? 1 : 0);
      return related && fits(text) ? [{ text, lent, likeness }] : [];
    });
  });
}

/** How an item's options end where they are names of one kind; empty elsewhere. */
function commonEndings(own: readonly AnswerKind[]): ReadonlySet<string> {
  const names = own.every(({ text, han }) => text.length <= (han ? longestName.han : longestName.latin));
  return new Set(
    own
      .map(({ ending }) => ending)
      .filter((ending) => names && own.filter((one) => one.ending === ending).length >= own.length * mostEndAlike),
  );
}

/** Whether most of some texts are so; of a tie, not. */
function most(texts: readonly AnswerKind[], isSo: (text: AnswerKind) => boolean): boolean {
  return texts.filter(isSo).length * 2 > texts.length;
}

/** Whether a text is the same kind of answer as most of some others. */
function fittingBeside(own: readonly AnswerKind[]): (text: AnswerKind) => boolean {
  const lengths = own.map(({ text }) => text.length);
  const [shortest, longest] = [Math.min(...lengths) / stretch, Math.max(...lengths) * stretch];
  const numeric = most(own, ({ hasNumber }) => hasNumber);
  const units = new Set(own.map(({ unit }) => unit));
  const han = most(own, (text) => text.han);
  const capital = most(own, (text) => text.capital);
  return (text) =>
    text.hasNumber === numeric &&
    text.text.length >= shortest &&
    text.text.length <= longest &&
    text.han === han &&
    text.capital === capital &&
    (!numeric || units.has(text.unit));
}
