import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { isWhiteSpace } from "./split-white-space.ts";

/**
 * Every character (code point) is a token and white space is left out: sacrebleu's `char`. A surrogate that stands
 * alone is a token of its own.
 *
 * @example tokenizeCharacters.tokens("心 衰A") // ["心", "衰", "A"]
 */
export const tokenizeCharacters: MetricTokenizer = {
  name: "char",
  tokens: (text) => {
    const tokens: string[] = [];
    for (const character of text) {
      if (!isWhiteSpace(character.charCodeAt(0))) {
        tokens.push(character);
      }
    }
    return tokens;
  },
};
