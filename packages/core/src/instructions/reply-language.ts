import { tellingWords } from "../lexicons/telling-words.ts";

/** A language that a reply can be told to be in. */
export type ReplyLanguage = "zh" | "en" | "es" | "pt";

const latinLanguages = ["en", "es", "pt"] as const;
/** Word → languages it speaks for. */
const languagesOfWord = new Map<string, Set<(typeof latinLanguages)[number]>>();
for (const language of latinLanguages) {
  for (const word of tellingWords[language]) {
    languagesOfWord.set(word, (languagesOfWord.get(word) ?? new Set()).add(language));
  }
}

const hanCharacter = /\p{Script=Han}/gu;
const latinWord = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*/gu;
/** A Chinese word has about so many characters. */
const charactersPerWord = 1.6;
/** Share of a reply's words that must be in a language. Quoted terms and names are in another often enough. */
const leastShare = 0.7;

/**
 * The language a reply is written in, null where that is not clear: nothing but labels and names, or a mixture. Chinese
 * is known by its script; English, Spanish and Portuguese by their telling words, which decide for all Latin words of
 * the reply (a word alone, such as the name of a drug, has no language). A language must have at least 70% of the words.
 *
 * @param quoted Texts that a reply may repeat in any language, such as those of the options: they do not count.
 * @example replyLanguage("La respuesta correcta es B.") // "es"
 * @example replyLanguage("B") // null
 */
export function replyLanguage(reply: string, quoted: readonly string[] = []): ReplyLanguage | null {
  const text = withoutQuotes(reply.toLowerCase(), quoted);
  const chinese = (text.match(hanCharacter)?.length ?? 0) / charactersPerWord;
  // A letter alone is a label, unless it is a word of the lexicon and stands among others.
  const words = (text.match(latinWord) ?? []).filter((word) => word.length > 1);
  const votes: Record<(typeof latinLanguages)[number], number> = { en: 0, es: 0, pt: 0 };
  let telling = 0;
  for (const word of words) {
    const languages = languagesOfWord.get(word);
    telling += languages === undefined ? 0 : 1;
    for (const language of languages ?? []) {
      votes[language] += 1;
    }
  }
  const [first, second] = [...latinLanguages].sort((one, other) => votes[other] - votes[one]);
  // Without a telling word, Latin words in a Chinese reply are names and abbreviations.
  const latin = telling === 0 ? 0 : words.length;
  const all = chinese + latin;
  if (all === 0) {
    return null;
  }
  if (chinese / all >= leastShare) {
    return "zh";
  }
  const clear = first !== undefined && second !== undefined && votes[first] > votes[second];
  return clear && (latin / all) * (votes[first] / telling) >= leastShare ? first : null;
}

/** Option texts of one or two letters are left: they would take the middle out of words. */
function withoutQuotes(text: string, quoted: readonly string[]): string {
  return [...quoted]
    .map((quote) => quote.trim().toLowerCase())
    .filter((quote) => quote.length > 2 || /\p{Script=Han}{2}/u.test(quote))
    .sort((one, other) => other.length - one.length)
    .reduce((rest, quote) => rest.replaceAll(quote, " "), text);
}
