import type { NameLanguage } from "../text/name-variants.ts";

/** The language whose rules of words, plurals and negation a text is read by: English ones where there are none of its own. */
export function nameLanguageOf(language: string): NameLanguage {
  const primary = language.toLowerCase().split("-")[0];
  return primary === "zh" || primary === "es" ? primary : "en";
}

const ideograph = /\p{Script=Han}/u;

/**
 * Whether a name may stand in texts of a language: one of that language or of none in particular whose script fits, and an
 * abbreviation of any language, since COPD is written in Chinese texts too.
 *
 * @param named Language of the name; "" where its source says none.
 */
export function mayStandIn(name: string, named: string, language: string): boolean {
  if (named === "") {
    return ideograph.test(name) === (nameLanguageOf(language) === "zh") || !ideograph.test(name);
  }
  const primary = (text: string): string => text.toLowerCase().split("-")[0] ?? "";
  return primary(named) === primary(language) || /^(?=(?:.*\p{Lu}){2})[\p{L}\p{N}+/-]{2,10}$/u.test(name);
}
