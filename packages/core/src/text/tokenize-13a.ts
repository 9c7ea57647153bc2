import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { splitWhiteSpace, trimEndWhiteSpace } from "./split-white-space.ts";

/** Parts the punctuation of Western languages from words, where it does not stand within a number. */
export function splitPunctuation(text: string): string[] {
  return splitWhiteSpace(
    text
      .replace(/[{-~[-` -&(-+:-@/]/g, " $& ")
      .replace(/([^0-9])([.,])/g, "$1 $2 ")
      .replace(/([.,])([^0-9])/g, " $1 $2")
      .replace(/([0-9])(-)/g, "$1 $2 "),
  );
}

/**
 * The tokenizer of mteval-v13a, sacrebleu's default for Western languages. Knows ASCII punctuation only: a Chinese
 * sentence comes out as one token or nearly so, "¿" and "¡" stay with their words.
 * Source: NIST mteval-v13a; sacrebleu 2.6.0 `13a`.
 *
 * @example tokenize13a.tokens("BP 120/80, T 38.5.") // ["BP", "120", "/", "80", ",", "T", "38.5", "."]
 */
export const tokenize13a: MetricTokenizer = {
  name: "13a",
  tokens: (text) => {
    const line = trimEndWhiteSpace(text)
      .replaceAll("<skipped>", "")
      .replaceAll("-\n", "")
      .replaceAll("\n", " ")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">");
    return splitPunctuation(` ${line} `);
  },
};
