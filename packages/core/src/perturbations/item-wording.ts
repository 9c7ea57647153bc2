import { type ItemWording, itemWording, type WordingLanguage } from "../lexicons/item-wording.ts";
import { allOrNoneOptions, labelNamingOptions, placeNamingOptions } from "../lexicons/option-references.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import type { Item } from "../records/item.ts";

/** Where a stem's last sentence begins: the question itself, after the case. */
const sentenceEnds = /[。！？；!?;]+|\.(?=\s|$)|\n/g;

const marks = /[\s()（）_＿:：?？.。,，;；!！'"”’—–-]/u;

const negativePatterns: Readonly<Record<string, RegExp>> = Object.fromEntries(
  (Object.keys(itemWording) as WordingLanguage[]).map((language) => [
    language,
    new RegExp(negativePattern(language, itemWording[language]), "iu"),
  ]),
);

function negativePattern(language: WordingLanguage, wording: ItemWording): string {
  const { negativeLeadIns, harmlessAfter, askers, negators, clauses, contrasts, lexicalised, openEndings } = wording;
  const leadIn = `${anyPhrase(negativeLeadIns)}(?![\\s-]{0,2}${anyPhrase(harmlessAfter)})`;
  const negator = `(?<!${anyPhrase(contrasts)}\\s{0,2})(?!${anyPhrase(lexicalised)})${anyPhrase(negators)}`;
  // The negator belongs to the question as long as no clause about the patient begins between it and the asker.
  const asked = `${anyPhrase(askers)}(?:(?!${anyPhrase(clauses)}).){0,90}?${negator}`;
  const open =
    language === "zh"
      ? [
          // 不能用作浸润麻醉的药物是, but not 不能缓解的原因是
          `${negator}[^，,]{0,24}(?<!原因|机制|机理|目的|观点|冲突)${anyPhrase(openEndings)}$`,
          `${negator}[^，,]{0,12}${anyPhrase(askers)}`,
          `${negator}[^，,]{0,6}$`,
          // …，除外, but not 首先应除外
          "(?<!应|需|要|先|须|可|排|并)(?:除外|除了)$",
        ]
      : [`${negator}.{0,60}${anyPhrase(openEndings)}$`];
  return [leadIn, asked, ...open].join("|");
}

/**
 * The question of an item: the last sentence of its stem, without marks and blanks at its end, and the one before where
 * that is the question and the last only says how to reply ("Which is NOT a sign? Mark the correct answer.").
 */
function questionOf(stem: string): string {
  let end = stem.length;
  while (end > 0 && marks.test(stem.charAt(end - 1))) {
    end -= 1;
  }
  const trimmed = stem.slice(0, end);
  let start = 0;
  let startBefore = 0;
  for (const { index, 0: mark } of trimmed.matchAll(sentenceEnds)) {
    startBefore = /[?？]/.test(mark) ? start : index + mark.length;
    start = index + mark.length;
  }
  return trimmed.slice(startBefore);
}

/**
 * Whether an item asks for what does not hold ("all of the following except", 错误的是, "señale la falsa"): read from the
 * last sentence of its stem. False where the item's language is not one whose wording is known (zh, en, es, pt). Of 120
 * items of CMExam and CNMLEQA that it finds, drawn at random and read, all are (two of them prohibitions: "不得…的是"); of
 * 150 others none is. Of the 55 it finds among 300 of MedMCQA 54 are; it misses one, which no asker opens.
 *
 * @example isNegativelyWorded({ language: "en", stem: "All are features of tetanus EXCEPT:", … }) → true
 */
export function isNegativelyWorded({ language, stem }: Pick<Item, "language" | "stem">): boolean {
  return negativePatterns[language.toLowerCase().split("-")[0] ?? ""]?.test(questionOf(stem)) ?? false;
}

const holdsAllOrNone = new RegExp(allOrNoneOptions.join("|"), "iu");
const namesLabels = new RegExp(labelNamingOptions.join("|"), "u");
const pointsElsewhere = new RegExp(placeNamingOptions.join("|"), "iu");

/**
 * Whether an option says that all or none of the others hold ("none of the above", 以上均正确, "ambas"), in any of the
 * languages whose wording is known.
 *
 * @example hasAllOrNoneOption({ options: [{ id: "A", text: "Tetany" }, { id: "B", text: "None" }], … }) → true
 */
export function hasAllOrNoneOption({ options }: Pick<Item, "options">): boolean {
  return options.some(({ text }) => holdsAllOrNone.test(text));
}

/**
 * Whether an option names another by its label ("A and C", 选项B, "1 y 3 son correctas"): such an option says something
 * else under other labels. Letters inside a longer text ("toxins A and B") name nothing.
 */
export function optionsNameLabels({ options }: Pick<Item, "options">): boolean {
  return options.some(({ text }) => namesLabels.test(text));
}

/**
 * Whether an option refers to others, by label, by place ("las anteriores") or as a whole (all, none): such an option
 * says something else in another order or another set of options.
 */
export function optionsReferToOthers(item: Pick<Item, "options">): boolean {
  return (
    optionsNameLabels(item) || hasAllOrNoneOption(item) || item.options.some(({ text }) => pointsElsewhere.test(text))
  );
}
