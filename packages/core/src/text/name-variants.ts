import { isAbbreviation } from "./name-index.ts";

/** Languages whose names are varied. */
export type NameLanguage = "zh" | "en" | "es";

/** British spellings of American ones, for words of Greek origin. Each stands for part of a word. */
const spellings: readonly (readonly [american: RegExp, british: string])[] = [
  [/emia\b/gu, "aemia"],
  [/emic\b/gu, "aemic"],
  [/\bedema/gu, "oedema"],
  [/edema\b/gu, "oedema"],
  [/hem(?=[aio]|atoma|orrh)/gu, "haem"],
  [/rrhea/gu, "rrhoea"],
  [/\besoph/gu, "oesoph"],
  [/esophag/gu, "oesophag"],
  [/\bestr/gu, "oestr"],
  [/\bceliac/gu, "coeliac"],
  [/\bcec/gu, "caec"],
  [/pnea\b/gu, "pnoea"],
  [/\banesth/gu, "anaesth"],
  [/tumor\b/gu, "tumour"],
  [/\bfetal/gu, "foetal"],
  [/\bgynec/gu, "gynaec"],
  [/\bpediatric/gu, "paediatric"],
  [/\bfecal/gu, "faecal"],
  [/leukocyt/gu, "leucocyt"],
  [/sulf/gu, "sulph"],
  [/ization\b/gu, "isation"],
];

/** Spanish words after which the rest of a name keeps its number: "úlceras de estómago". */
const spanishLinks = new Set(["de", "del", "por", "con", "en", "a", "al", "sin", "y", "tipo", "tras", "para"]);

/**
 * A name and its usual other forms, the name first, none twice: in English the plural, British spellings and an eponym
 * without its 's; in Spanish the plural; in Chinese the name alone. An abbreviation has a plural in s. Forms that no one
 * writes do no harm: they stand nowhere.
 *
 * @example nameVariants("gastric ulcer", "en") → ["gastric ulcer", "gastric ulcers"]
 * @example nameVariants("úlcera gástrica", "es") → ["úlcera gástrica", "úlceras gástricas"]
 */
export function nameVariants(name: string, language: NameLanguage): readonly string[] {
  if (language === "zh") {
    return [name];
  }
  if (isAbbreviation(name)) {
    return language === "en" ? [name, `${name}s`] : [name];
  }
  const lower = name.toLowerCase();
  if (language === "es") {
    return [...new Set([name, spanishPlural(lower)])];
  }
  const forms = new Set([name]);
  const eponym = name.replace(/['’]s\b/gu, "");
  for (const form of [name, ...(eponym === name ? [] : [eponym, name.replace(/['’]s\b/gu, "s")])]) {
    const british = spellings.reduce((text, [american, other]) => text.replace(american, other), form.toLowerCase());
    for (const spelled of [form, british]) {
      forms.add(spelled);
      forms.add(englishPlural(spelled));
    }
  }
  return [...forms];
}

/** The plural of a name's head: its last word, or the word before "of". */
function englishPlural(name: string): string {
  const words = name.split(" ");
  const link = words.findIndex((word, at) => at > 0 && (word === "of" || word === "in" || word === "with"));
  const head = link > 0 ? link - 1 : words.length - 1;
  return words.map((word, at) => (at === head ? pluralWord(word) : word)).join(" ");
}

function pluralWord(word: string): string {
  if (/(?:s|x|z|ch|sh)$/u.test(word)) {
    return /is$/u.test(word) ? word.replace(/is$/u, "es") : /s$/u.test(word) ? word : `${word}es`;
  }
  return /[^aeiou]y$/u.test(word) ? word.replace(/y$/u, "ies") : `${word}s`;
}

function spanishPlural(name: string): string {
  const words = name.split(" ");
  const link = words.findIndex((word, at) => at > 0 && spanishLinks.has(word));
  const heads = link > 0 ? link : words.length;
  return words.map((word, at) => (at < heads ? spanishPluralWord(word) : word)).join(" ");
}

function spanishPluralWord(word: string): string {
  if (word.endsWith("s") || word.endsWith("x")) {
    return word;
  }
  if (word.endsWith("z")) {
    return `${word.slice(0, -1)}ces`;
  }
  return /[aeiouáéó]$/u.test(word) ? `${word}s` : `${word}es`;
}
