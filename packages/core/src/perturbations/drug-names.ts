import { z } from "zod";
import { drugNames, nationalDrugNames } from "../lexicons/drug-names.ts";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { type DrugRenamer, drugRenamer } from "../text/rename-drugs.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, textDraft, textParts } from "./text-draft.ts";

type Naming = "brand" | "generic" | "inn" | "usan";

/** Built when first asked for, once for all items: their patterns are long. */
const renamers = new Map<string, DrugRenamer | undefined>();

function renamerOf(language: string, to: Naming): DrugRenamer | undefined {
  const key = `${language} ${to}`;
  if (!renamers.has(key)) {
    renamers.set(key, makeRenamer(language, to));
  }
  return renamers.get(key);
}

function makeRenamer(language: string, to: Naming): DrugRenamer | undefined {
  if (to === "inn" || to === "usan") {
    return language === "en" ? drugRenamer(nationalDrugNames, to === "inn" ? "generic" : "brand") : undefined;
  }
  const pairs = Object.hasOwn(drugNames, language) ? drugNames[language] : undefined;
  return pairs === undefined ? undefined : drugRenamer(pairs, to);
}

/** Questions on the name itself, in the languages with a list. */
const asksForName =
  /\b(?:brand|trade ?name|generic|proprietary|nombre comercial|marca|gen[eé]ric[oa]s?|nome comercial)\b|商品名|通用名|别名|化学名/iu;

/**
 * Names drugs by their trade names where the item has the nonproprietary ones, or the reverse, in stem and options alike;
 * in English also the name adopted in the United States for the INN, or the reverse. Only names of a short list change.
 * No draft where none of them occurs. Unsound where the item asks about names, or has both names of a drug already, so
 * that one would stand for itself.
 */
export default definePerturbation({
  name: "drug-names",
  description:
    "Writes trade names for nonproprietary names of drugs, or the reverse, or INN for names of the United States",
  source:
    "After RABBITS, arXiv 2406.12066 (brand and generic drug names); lists of our own after WHO INN, FDA, AEMPS, NMPA",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: Object.keys(drugNames),
  settings: z.strictObject({
    to: z
      .enum(["brand", "generic", "inn", "usan"])
      .default("brand")
      .describe("Trade names, nonproprietary names, or (English only) INN or the names adopted in the United States."),
  }),
  perturb: (item, _random, { to }) => {
    const renamer = renamerOf(languageOf(item), to);
    if (renamer === undefined) {
      return [];
    }
    const changed = changeTexts(item, "both", (text) => renamer.rename(text));
    return changed === null ? [] : [textDraft(item, changed, validityOf(item, renamer))];
  },
});

function validityOf(item: Item, renamer: DrugRenamer): Validity {
  const text = [item.group?.text ?? "", item.stem, ...item.options.map((option) => option.text)].join("\n");
  if (asksForName.test(text)) {
    return { status: "unsound", reason: "the item is about names of drugs", by: "rule" };
  }
  return renamer.holdsNewName(text)
    ? { status: "unsound", reason: "the item has a name of the other kind already", by: "rule" }
    : { status: "sound", reason: "the same drugs under another name of theirs", by: "rule" };
}
