import { z } from "zod";
import { distinctNgrams, repetitionRate } from "../text/distinct-ngrams.ts";
import { languageObedience, type ToldLanguage } from "../text/language-obedience.ts";
import { lengthRatioScore, lengthStatistics } from "../text/length-ratio.ts";
import { tokenizePairs } from "../text/token-pairs.ts";
import { choiceSignature, comparedReferences, markedText } from "./compared-texts.ts";
import { defineScorer } from "./define.ts";
import { comparedSettings, tokenizerFor, tokenizerSetting, usualForBleu } from "./text-settings.ts";

const settings = z.strictObject({ ...comparedSettings, tokenizer: tokenizerSetting });

const toldLanguages: readonly ToldLanguage[] = ["zh", "en", "es", "pt"];

/** Share of a text's words in a language; null where nothing tells, or the language cannot be told. */
function obedience(text: string, asked: string): number | null {
  const language = toldLanguages.find((one) => asked.toLowerCase().split("-")[0] === one);
  return language === undefined ? null : languageObedience(text, language);
}

/**
 * How a text is made, whatever it says: what BLEU and ROUGE move with, to be read beside them. Points are 1 less the share of
 * 4-grams that the reply has had before: 1 for prose, towards 0 for a loop, 0 for an empty reply; a reply shorter than four
 * tokens repeats nothing.
 *
 * Parts: `length-match`, the shorter of reply and reference over the longer; `distinct-1` and `distinct-2`, different n-grams
 * over all of the reply; `repetition`, the share above (less is better); `language`, the share of words in the language
 * asked for. A part that cannot be told for a reply is left out of its mean. The length ratio is that of all replies
 * (`corpus-score:length-ratio`). Only length needs a reference.
 */
export default defineScorer({
  name: "text-form",
  description: "Length against the reference, distinct-n, repetition and language of replies; points for not repeating",
  source:
    "Li et al. 2016, doi:10.18653/v1/N16-1014 (distinct-n); Welleck et al. 2020, arXiv:1908.04319 (repetition); Viva",
  marks: "text",
  settings,
  parts: () => ["length-match", "distinct-1", "distinct-2", "repetition", "language"],
  corpus: () => ({ counts: 2, value: (sums) => ({ "length-ratio": lengthRatioScore(sums) }) }),
  signature: (chosen, { language }) =>
    `tok:${tokenizerFor(chosen.tokenizer, language, usualForBleu).name}${choiceSignature(chosen)}`,
  score: (reading, item, chosen, reply) => {
    const hypothesis = markedText(reading, reply, chosen.text);
    if (reply === undefined || hypothesis === null) {
      return { points: null, reason: "no-reply" };
    }
    const references = comparedReferences(item, chosen.references);
    const tokenizer = tokenizerFor(chosen.tokenizer, item.language, usualForBleu);
    const tokens = tokenizePairs([{ hypothesis, references }], tokenizer);
    const own = tokens.hypotheses[0] ?? new Int32Array();
    const [length = 0, reference = 0] = references.length === 0 ? [] : lengthStatistics(tokens).values;
    const repetition = repetitionRate(own);
    const parts: readonly (readonly [string, number | null])[] = [
      ["length-match", reference === 0 ? null : Math.min(length, reference) / Math.max(length, reference)],
      ["distinct-1", distinctNgrams([own], 1)],
      ["distinct-2", distinctNgrams([own], 2)],
      ["repetition", repetition],
      ["language", obedience(hypothesis, reply.prompt.language)],
    ];
    return {
      points: own.length === 0 ? 0 : 1 - (repetition ?? 0),
      min: 0,
      max: 1,
      parts: Object.fromEntries(parts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
      counts: [length, reference],
    };
  },
});
