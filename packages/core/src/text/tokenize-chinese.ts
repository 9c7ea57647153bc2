import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { trimWhiteSpace } from "./split-white-space.ts";
import { splitPunctuation } from "./tokenize-13a.ts";

/**
 * What sacrebleu takes for Chinese. Its table writes two ranges past U+FFFF with four-digit escapes, which Python reads
 * as U+2001–U+2A6D and U+2F81–U+2FA1 (so that “, …, — and ≥ are tokens of their own, and rare characters of Extension B
 * are not); the scores that people publish are made with it.
 */
const chinese =
  /[\u2001-\u2a6d\u2e80-\u2fdf\u2ff0-\u303f\u3100-\u312f\u31a0-\u31bf\u31c0-\u31ef\u3200-\u33ff\u3400-\u4db5\u4e00-\u9fbb\uf900-\ufa2d\ufa30-\ufa6a\ufa70-\ufad9\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/g;

/**
 * Every Chinese character and full-width mark is a token, the rest is cut as by 13a: sacrebleu's `zh`, its default for
 * Chinese. Source: sacrebleu 2.6.0 `zh`.
 *
 * @example tokenizeChinese.tokens("血压120/80mmHg。") // ["血", "压", "120", "/", "80mmHg", "。"]
 */
export const tokenizeChinese: MetricTokenizer = {
  name: "zh",
  tokens: (text) => splitPunctuation(trimWhiteSpace(text).replace(chinese, " $& ")),
};
