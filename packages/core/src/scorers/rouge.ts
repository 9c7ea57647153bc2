import { z } from "zod";
import { rougeSignature } from "../text/metric-signature.ts";
import { rougeNgrams, rougeSubsequence } from "../text/rouge.ts";
import type { RougeScore } from "../text/rouge-score.ts";
import { rougeSummary } from "../text/rouge-summary.ts";
import { tokenizePairs } from "../text/token-pairs.ts";
import { choiceSignature, comparedTexts } from "./compared-texts.ts";
import { defineScorer } from "./define.ts";
import { comparedSettings, tokenizerFor, tokenizerSetting, usualForRouge } from "./text-settings.ts";

const variants = ["rouge-1", "rouge-2", "rouge-l", "rouge-lsum"] as const;

const settings = z.strictObject({
  ...comparedSettings,
  tokenizer: tokenizerSetting,
  lowercase: z.boolean().default(true).describe("Compare in lower case, as rouge_score."),
  precisionAndRecall: z.boolean().default(false).describe("Keep precision and recall of each beside its F."),
});

/**
 * ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum as rouge_score 0.1.2 computes them, without its stemmer, and with its own tokenizer
 * for English alone: it erases Chinese and breaks words at their accents. Points are the F of ROUGE-L; parts the F of each,
 * and with `precisionAndRecall` their precision and recall. The published number is the mean over replies (`mean-points`).
 */
export default defineScorer({
  name: "rouge",
  description: "ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum against the references, as rouge_score, for any language",
  source: "Lin 2004, aclanthology.org/W04-1013 (rouge_score 0.1.2)",
  marks: "text",
  settings,
  parts: ({ precisionAndRecall }) =>
    variants.flatMap((name) => [name, ...(precisionAndRecall ? [`${name}-precision`, `${name}-recall`] : [])]),
  signature: (chosen, { language, references }) => {
    const tokenizer = tokenizerFor(chosen.tokenizer, language, usualForRouge).name;
    const compared = chosen.references === "first" ? 1 : references;
    const signed = rougeSignature({ tokenizer, lowercase: chosen.lowercase, references: compared });
    return `${signed}${choiceSignature(chosen)}`;
  },
  score: (reading, item, chosen, reply) => {
    const pair = comparedTexts(reading, item, reply, chosen);
    if ("points" in pair) {
      return pair;
    }
    const { lowercase } = chosen;
    const tokenizer = tokenizerFor(chosen.tokenizer, item.language, usualForRouge);
    const tokens = tokenizePairs([pair], tokenizer, { lowercase });
    const [ones, twos] = rougeNgrams(tokens, 2);
    const scores = [
      ones?.[0],
      twos?.[0],
      rougeSubsequence(tokens)[0],
      rougeSummary([pair], tokenizer, { lowercase })[0],
    ];
    const partsOf = (name: string, { precision, recall, fMeasure }: RougeScore): [string, number][] => [
      [name, fMeasure],
      ...(chosen.precisionAndRecall
        ? ([
            [`${name}-precision`, precision],
            [`${name}-recall`, recall],
          ] as [string, number][])
        : []),
    ];
    const none: RougeScore = { precision: 0, recall: 0, fMeasure: 0 };
    return {
      points: scores[2]?.fMeasure ?? 0,
      min: 0,
      max: 1,
      parts: Object.fromEntries(variants.flatMap((name, place) => partsOf(name, scores[place] ?? none))),
    };
  },
});
