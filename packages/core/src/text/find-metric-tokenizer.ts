import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { tokenize13a } from "./tokenize-13a.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";
import { createMetricWordTokenizer, lazyMetricWordTokenizer } from "./tokenize-chinese-words.ts";
import { tokenizeInternational } from "./tokenize-international.ts";
import { tokenizeRougeScore } from "./tokenize-rouge-score.ts";
import { tokenizeWhiteSpace } from "./tokenize-white-space.ts";

/** What a setting may ask for: sacrebleu's names, rouge_score's own, and Chinese words with and without medical ones. */
export const metricTokenizerNames = [
  "char",
  "jieba-medical",
  "jieba",
  "zh",
  "13a",
  "intl",
  "none",
  "rouge_score",
] as const;

/** The name of a tokenizer in settings. What stands in a signature is the tokenizer's own name, with its versions. */
export type MetricTokenizerName = (typeof metricTokenizerNames)[number];

/** The tokenizer of a name; loads jieba's dictionary where it is needed. */
export async function findMetricTokenizer(name: MetricTokenizerName): Promise<MetricTokenizer> {
  switch (name) {
    case "jieba-medical":
      return await createMetricWordTokenizer();
    case "jieba":
      return await createMetricWordTokenizer({ medical: false });
    default:
      return metricTokenizerNamed(name);
  }
}

/** The tokenizer of a name; jieba's dictionary is loaded when the first text is cut. */
export function metricTokenizerNamed(name: MetricTokenizerName): MetricTokenizer {
  switch (name) {
    case "char":
      return tokenizeCharacters;
    case "jieba-medical":
      return lazyMetricWordTokenizer();
    case "jieba":
      return lazyMetricWordTokenizer({ medical: false });
    case "zh":
      return tokenizeChinese;
    case "13a":
      return tokenize13a;
    case "intl":
      return tokenizeInternational;
    case "none":
      return tokenizeWhiteSpace;
    case "rouge_score":
      return tokenizeRougeScore;
  }
}
