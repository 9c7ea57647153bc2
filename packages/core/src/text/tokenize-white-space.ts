import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { splitWhiteSpace } from "./split-white-space.ts";

/**
 * White space alone parts tokens, and punctuation stays with its word: sacrebleu's `none`, meant for text that was cut
 * before. A Chinese sentence is one token.
 *
 * @example tokenizeWhiteSpace.tokens("Fever, 39 °C.") // ["Fever,", "39", "°C."]
 */
export const tokenizeWhiteSpace: MetricTokenizer = { name: "none", tokens: splitWhiteSpace };
