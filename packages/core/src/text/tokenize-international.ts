import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { splitWhiteSpace, trimEndWhiteSpace } from "./split-white-space.ts";

/**
 * The tokenizer of mteval-v14 with international tokenization: every punctuation mark of Unicode that does not stand
 * between digits and every symbol is a token. The full stop after a number that ends the text stays with it, as in the
 * original. Source: sacrebleu 2.6.0 `intl`.
 *
 * @example tokenizeInternational.tokens("¿Fiebre de 38,5?") // ["¿", "Fiebre", "de", "38,5", "?"]
 */
export const tokenizeInternational: MetricTokenizer = {
  name: "intl",
  tokens: (text) =>
    splitWhiteSpace(
      trimEndWhiteSpace(text)
        .replace(/(\P{N})(\p{P})/gu, "$1 $2 ")
        .replace(/(\p{P})(\P{N})/gu, " $1 $2")
        .replace(/\p{S}/gu, " $& "),
    ),
};
