import { z } from "zod";
import { type MetricTokenizerName, metricTokenizerNamed, metricTokenizerNames } from "../text/find-metric-tokenizer.ts";
import type { MetricTokenizer } from "../text/metric-tokenizer.ts";
import { withRecentTokens } from "../text/recent-tokens.ts";

/** What scorers of texts let a study choose of the texts they compare. */
export const comparedSettings = {
  references: z
    .enum(["best", "first"])
    .default("best")
    .describe("Of several references: the one that suits the reply best (BLEU: all of them), or the first alone."),
  text: z
    .enum(["reply", "explanation"])
    .default("reply")
    .describe("What is compared: the reply, or the reply without its declared final answer."),
};

/** How a scorer cuts texts. */
export const tokenizerSetting = z
  .enum(["by-language", ...metricTokenizerNames])
  .default("by-language")
  .describe("How texts are cut; by-language takes what is usual for the item's language. Part of the signature.");

/** The name of a tokenizer, or which is usual. */
export type TokenizerSetting = z.infer<typeof tokenizerSetting>;

/** The tokenizer for items in a language. */
export function tokenizerFor(
  setting: TokenizerSetting,
  language: string,
  usual: (language: string) => MetricTokenizerName,
): MetricTokenizer {
  return withRecentTokens(metricTokenizerNamed(setting === "by-language" ? usual(baseLanguage(language)) : setting));
}

/** sacrebleu's: `zh` for Chinese, characters for Japanese, `13a` for everything else. */
export function usualForBleu(language: string): MetricTokenizerName {
  return language === "zh" ? "zh" : language === "ja" ? "char" : "13a";
}

/** rouge_score's own for English alone: it erases what is not a–z; `intl` for other languages in letters. */
export function usualForRouge(language: string): MetricTokenizerName {
  return language === "zh" ? "zh" : language === "ja" ? "char" : language === "en" ? "rouge_score" : "intl";
}

function baseLanguage(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}
