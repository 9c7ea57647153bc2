import type { MetricTokenizer } from "./metric-tokenizer.ts";

/**
 * rouge_score's own tokenizer without its stemmer: runs of a–z and 0–9 in lower case, everything else is dropped. For
 * repeating published English scores only: it erases Chinese, and "insulina rápida" comes out as "insulina r pida".
 * Source: rouge_score 0.1.2 `tokenize.py`.
 *
 * @example tokenizeRougeScore.tokens("Type-2 diabetes: 心衰") // ["type", "2", "diabetes"]
 */
export const tokenizeRougeScore: MetricTokenizer = {
  name: "rouge_score",
  tokens: (text) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [],
};
