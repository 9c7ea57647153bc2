/**
 * The phrases of a list written as text, with bars between them: long lists stay readable. Blanks around a phrase do not
 * count. Example: `listed("wait | no, wait")` is `["wait", "no, wait"]`.
 */
export function listed(text: string): readonly string[] {
  return text
    .split("|")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
}

/** Letters a writer may leave without their mark, and the marked forms they stand for. */
const markedLetters: Readonly<Record<string, string>> = {
  á: "[áa]",
  à: "[àa]",
  â: "[âa]",
  ã: "[ãa]",
  é: "[ée]",
  ê: "[êe]",
  í: "[íi]",
  ó: "[óo]",
  ô: "[ôo]",
  õ: "[õo]",
  ú: "[úu]",
  ü: "[üu]",
  ç: "[çc]",
  ñ: "[ñn]",
  "'": "['’]",
};

/** What may not stand beside a phrase that begins or ends with a Latin letter. */
const latinLetter = "[A-Za-zÀ-ɏ0-9_]";

function spelled(phrase: string): string {
  let source = "";
  for (const character of phrase) {
    const marked = phrase.length > 2 ? markedLetters[character] : undefined;
    source +=
      character === " "
        ? "\\s{1,4}"
        : (marked ?? character.replace(/[.*+?^${}()|[\]\\/]/u, (special) => `\\${special}`));
  }
  return source;
}

/**
 * The source of a regular expression that finds any of the phrases, the longest first where one begins another. A space
 * matches a few spaces, an accent may be missing (not in words of one or two letters: "só" is not "so"), and a phrase
 * that begins or ends with a Latin letter is found as a whole word only. Case is the caller's flag. An empty list gives
 * a pattern that matches nothing. Example: `anyPhrase(["no sé"])` matches "no sé" and "No  se" (with `i`), not
 * "no sería".
 */
export function anyPhrase(phrases: Iterable<string>): string {
  const sorted = [...new Set(phrases)].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
  // Word boundaries stand once for all phrases that need the same: engines are slow to compile one for each.
  const groups = new Map<string, string[]>();
  for (const phrase of sorted) {
    const before = /^[A-Za-zÀ-ɏ]/.test(phrase) ? `(?<!${latinLetter})` : "";
    const after = /[A-Za-zÀ-ɏ]$/.test(phrase) ? `(?!${latinLetter})` : "";
    const key = `${before} ${after}`;
    groups.set(key, [...(groups.get(key) ?? []), spelled(phrase)]);
  }
  const sources = [...groups].map(([key, spellings]) => {
    const [before = "", after = ""] = key.split(" ");
    return `${before}(?:${spellings.join("|")})${after}`;
  });
  return sources.length === 0 ? "(?!)" : `(?:${sources.join("|")})`;
}

/**
 * Each phrase as written, with a capital, and in capitals: for patterns that must tell "a" from "A" elsewhere. A phrase
 * of one letter stays as it is, because its capital may be a label.
 */
export function casedPhrases(phrases: Iterable<string>): string[] {
  const out = new Set<string>();
  for (const phrase of phrases) {
    out.add(phrase);
    if (phrase.length === 1 && phrase < "\u3000") {
      continue;
    }
    out.add(phrase.slice(0, 1).toUpperCase() + phrase.slice(1));
    out.add(phrase.toUpperCase());
  }
  return [...out];
}
