import { z } from "zod";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { languageOf } from "./text-draft.ts";
import { toldApartByText } from "./told-apart.ts";

const numbers = /\d+/g;

/**
 * The same question as the exam's other language has it: stem, shared case, text to read and options, each under the id of
 * the option in its place. Ids, key, tags and explanation stay the item's own. None without an item of the same
 * `parallelId` in another language, or where number of options or kind of answer differ. Unsound where the two have
 * different keys: order or content of the options is then not the same. Unchecked where a key is missing, the options
 * carry other ids, or numbers in options of one place differ, because the order is then only supposed. Sound means that
 * the source calls the two the same question and their keys agree; the translation itself is the source's. A prompt asks
 * in the new language unless it is told which.
 */
export default definePerturbation({
  name: "parallel-language",
  description: "Puts the item in another language in which the exam has it; ids and key stay",
  source: "MedExpQA / CasiMedicos, arXiv 2404.05590 (parallel exams), and arXiv 2604.06854 (English and Spanish)",
  group: "key-keeping",
  touches: ["stem", "option-texts", "language"],
  keepsKey: true,
  needsOthers: true,
  languages: "any",
  settings: z.strictObject({
    to: z
      .string()
      .min(2)
      .optional()
      .describe("Language to put it in, such as es; default: the first other one in which the exam has the item."),
  }),
  perturb: (item, _random, { to }, others) => {
    const parallel = others
      .parallels(item)
      .find((other) => languageOf(other) !== languageOf(item) && (to === undefined || languageOf(other) === to));
    if (parallel === undefined || parallel.options.length !== item.options.length || parallel.kind !== item.kind) {
      return [];
    }
    const changed = inOtherWords(item, parallel);
    return [{ item: changed, answerMap: sameOptions(item.options), validity: validityOf(item, parallel, changed) }];
  },
});

function inOtherWords(item: Item, parallel: Item): Item {
  const { context: _context, group, ...kept } = item;
  const shared = parallel.group?.text ?? "";
  // Without a group of its own the item takes the shared case into its stem.
  const stem = group === undefined && shared !== "" ? `${shared}\n${parallel.stem}` : parallel.stem;
  return {
    ...kept,
    language: parallel.language,
    stem,
    options: item.options.map((option, place) => ({ ...option, text: parallel.options[place]?.text ?? "" })),
    ...(group === undefined ? {} : { group: { ...group, text: shared } }),
    ...(parallel.context === undefined ? {} : { context: parallel.context }),
  };
}

function validityOf(item: Item, parallel: Item, changed: Item): Validity {
  if (item.accepted.length > 0 && parallel.accepted.length > 0 && placesOf(item) !== placesOf(parallel)) {
    return ruled("unsound", "the two languages have different keys");
  }
  if (toldApartByText(item) && !toldApartByText(changed)) {
    return ruled("unsound", "two options read alike in the other language");
  }
  if (item.accepted.length === 0 || parallel.accepted.length === 0) {
    return ruled("unchecked", "no key shows that the options stand in the same order");
  }
  if (item.options.some(({ id }, place) => parallel.options[place]?.id !== id)) {
    return ruled("unchecked", "the options are matched by place alone");
  }
  return item.options.some(({ text }, place) => numbersIn(text) !== numbersIn(changed.options[place]?.text ?? ""))
    ? ruled("unchecked", "numbers in options of one place differ")
    : ruled("sound", "the exam gives it as the same question, and the keys agree");
}

/** Places of the key's options, each accepted set in order, as text. */
function placesOf({ accepted, options }: Item): string {
  const sets = accepted.map((set) =>
    set
      .map((id) => options.findIndex((option) => option.id === id))
      .toSorted((one, other) => one - other)
      .join(),
  );
  return sets.toSorted().join(";");
}

function numbersIn(text: string): string {
  return (text.match(numbers) ?? []).toSorted().join();
}
