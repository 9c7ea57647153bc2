import { tellingWords } from "../lexicons/telling-words.ts";

/** A language whose share of a reply can be told. */
export type ToldLanguage = "zh" | "en" | "es" | "pt";

/** Of which languages a reply is made. */
export interface LanguageShares {
  /** Words that were given to a language. A Chinese word counts as 1.6 characters. */
  readonly words: number;
  /** Words by language; `other` is text in other scripts. */
  readonly byLanguage: Readonly<Record<ToldLanguage | "other", number>>;
}

const latinLanguages = ["en", "es", "pt"] as const;
type LatinLanguage = (typeof latinLanguages)[number];

const languagesOfWord = new Map<string, LatinLanguage[]>();
for (const language of latinLanguages) {
  for (const word of tellingWords[language]) {
    languagesOfWord.set(word, [...(languagesOfWord.get(word) ?? []), language]);
  }
}

const charactersPerWord = 1.6;
/** Ends of sentences and lines. A full stop within a number or an abbreviation parts too little to matter. */
const sentenceEnd = /[.!?。！？；;\n\r][\s.!?。！？；;]*/;
/** Han characters; Latin words; kana (with which Han characters are Japanese); characters of other scripts. */
const pieces =
  /(\p{Script=Han}+)|(\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)|([\p{Script=Hiragana}\p{Script=Katakana}]+)|(\p{L}+)/gu;

/**
 * How many words of a reply are in which language, sentence by sentence: Chinese by its script; a sentence in Latin letters
 * by its telling words (function words, and those with which replies name the answer). Where two languages have as many,
 * the one that leads in the whole reply takes the sentence. Latin words without a telling word beside them (names,
 * abbreviations, labels) have no language, nor have digits and symbols. Chinese is one language in either script.
 * Source: Viva.
 */
export function languageShares(reply: string): LanguageShares {
  const sentences = reply.toLowerCase().split(sentenceEnd).map(readSentence);
  const leads = { en: 0, es: 0, pt: 0 };
  for (const { votes } of sentences) {
    for (const language of latinLanguages) {
      leads[language] += votes[language];
    }
  }
  const byLanguage = { zh: 0, en: 0, es: 0, pt: 0, other: 0 };
  for (const { han, latin, kana, other, votes } of sentences) {
    byLanguage[kana > 0 ? "other" : "zh"] += han / charactersPerWord;
    byLanguage.other += kana / charactersPerWord + other;
    const language = leader(votes, leads);
    byLanguage[language] += votes[language] > 0 ? latin : 0;
  }
  return { words: Object.values(byLanguage).reduce((sum, words) => sum + words, 0), byLanguage };
}

/**
 * Share of a reply that is in the language that was asked for, 0–1. Null where nothing tells a language, as in "B" or
 * "Metformin 500 mg".
 *
 * @example languageObedience("La respuesta es B. The drug of choice is metformin.", "es") // 3/9 = 0.33…
 */
export function languageObedience(reply: string, asked: ToldLanguage): number | null {
  const { words, byLanguage } = languageShares(reply);
  return words === 0 ? null : byLanguage[asked] / words;
}

/** The language with most votes; of those with as many, the one that leads. */
function leader(votes: Readonly<Record<LatinLanguage, number>>, leads: Readonly<Record<LatinLanguage, number>>) {
  let first: LatinLanguage = "en";
  for (const language of latinLanguages) {
    const ahead: number = votes[language] - votes[first] || leads[language] - leads[first];
    first = ahead > 0 ? language : first;
  }
  return first;
}

interface ReadSentence {
  readonly han: number;
  readonly latin: number;
  readonly kana: number;
  readonly other: number;
  readonly votes: Record<LatinLanguage, number>;
}

function readSentence(sentence: string): ReadSentence {
  let [han, latin, kana, other] = [0, 0, 0, 0];
  const votes = { en: 0, es: 0, pt: 0 };
  for (const [, hanRun, word, kanaRun, otherRun] of sentence.matchAll(pieces)) {
    if (hanRun !== undefined) {
      han += [...hanRun].length;
    } else if (word !== undefined) {
      const languages = languagesOfWord.get(word) ?? [];
      // A letter alone is a label, unless it is a word.
      latin += word.length > 1 || languages.length > 0 ? 1 : 0;
      for (const language of languages) {
        votes[language] += 1;
      }
    } else if (kanaRun !== undefined) {
      kana += [...kanaRun].length;
    } else if (otherRun !== undefined) {
      other += 1;
    }
  }
  return { han, latin, kana, other, votes };
}
