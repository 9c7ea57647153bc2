import { z } from "zod";
import { type Item, publishedKey } from "../records/item.ts";
import { withoutQuestion } from "./control-item.ts";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { comparedText } from "./told-apart.ts";

/**
 * The options stay and another item of the exam, of the same specialty where enough share it, lends its question: stem,
 * shared case, text to read. The key stays the item's own, although nothing asks for it any more: accuracy above guessing
 * shows cues in the options or memory of them, as in options-only, but under a question that reads like one. Items with
 * media, without a stem, with the same stem, or that share an option's text with the key lend nothing. None without a key,
 * with fewer than two options, or where no item is left to borrow from.
 */
export default definePerturbation({
  name: "wrong-stem",
  description:
    "A control: puts the question of another item of the specialty before the options; accuracy above guessing shows cues in the options, or memory of the item",
  source:
    "Viva, after Balepur, Ravichander and Rudinger 2024, arXiv 2402.12483; the stem is exchanged instead of left out",
  group: "probe",
  touches: ["stem"],
  keepsKey: true,
  needsOthers: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item, random, _settings, others) => {
    const key = new Set(publishedKey(item));
    if (key.size === 0 || item.options.length < 2) {
      return [];
    }
    const keyTexts = item.options.filter(({ id }) => key.has(id)).map(({ text }) => comparedText(text));
    const own = questionOf(item);
    const lender = random
      .shuffled(others.similar(item))
      .find(
        (other) =>
          other.media === undefined &&
          other.stem.trim() !== "" &&
          questionOf(other) !== own &&
          !keyTexts.some((text) => optionTextsOf(other).has(text)),
      );
    return lender === undefined
      ? []
      : [
          {
            item: {
              ...withoutQuestion(item),
              stem: questionOf(lender),
              ...(lender.context === undefined ? {} : { context: lender.context }),
            },
            answerMap: sameOptions(item.options),
            validity: ruled("unsound", "a control: the question is another item's on purpose"),
          },
        ];
  },
});

const textsByItem = new WeakMap<Item, ReadonlySet<string>>();

/** The options of an item as they are compared, worked out once: an exam asks the same items for many others. */
function optionTextsOf(item: Item): ReadonlySet<string> {
  let texts = textsByItem.get(item);
  if (texts === undefined) {
    texts = new Set(item.options.map(({ text }) => comparedText(text)));
    textsByItem.set(item, texts);
  }
  return texts;
}

function questionOf({ stem, group }: Item): string {
  return group?.kind === "shared-stem" && group.text !== "" ? `${group.text}\n${stem}` : stem;
}
