import { z } from "zod";
import { bleuStatistics } from "../text/bleu.ts";
import { type BleuSmoothing, bleuScore } from "../text/bleu-score.ts";
import { bleuSignature } from "../text/metric-signature.ts";
import { tokenizePairs } from "../text/token-pairs.ts";
import { asPoints, choiceSignature, comparedTexts } from "./compared-texts.ts";
import { type ComparedTexts, defineScorer } from "./define.ts";
import { comparedSettings, tokenizerFor, tokenizerSetting, usualForBleu } from "./text-settings.ts";

const orders = [1, 2, 3, 4] as const;

const settings = z.strictObject({
  ...comparedSettings,
  tokenizer: tokenizerSetting,
  lowercase: z.boolean().default(false).describe("Compare in lower case."),
  smoothing: z
    .enum(["exp", "none", "floor", "add-k"])
    .default("exp")
    .describe("What takes the place of an order without a match, as in sacrebleu."),
  smoothingValue: z.number().positive().optional().describe("Of floor (default 0.1) and add-k (default 1)."),
});

type Settings = z.infer<typeof settings>;

function smoothingOf({ smoothing, smoothingValue }: Settings): BleuSmoothing {
  return smoothing === "floor" || smoothing === "add-k"
    ? { method: smoothing, ...(smoothingValue === undefined ? {} : { value: smoothingValue }) }
    : { method: smoothing };
}

/** Statistics of a lower order from those of BLEU-4: lengths, matches, n-grams. */
function ofOrder(sums: Float64Array, order: number): Float64Array {
  return Float64Array.of(...sums.subarray(0, 2 + order), ...sums.subarray(6, 6 + order));
}

function signature(chosen: Settings, { language, references }: ComparedTexts): string {
  const tokens = {
    tokenizer: tokenizerFor(chosen.tokenizer, language, usualForBleu).name,
    lowercase: chosen.lowercase,
    references: chosen.references === "first" ? 1 : references,
  };
  return `${bleuSignature(tokens, { smoothing: smoothingOf(chosen) })}${choiceSignature(chosen)}`;
}

/**
 * BLEU as sacrebleu 2.6.0 computes it. Points are the BLEU-4 of the reply by itself with effective order (`eff:yes`, as its
 * `sentence_bleu`); parts are BLEU-1 to BLEU-4 of the same kind. The published number is the corpus's (`corpus-score:bleu-4`),
 * from n-grams counted over all replies. Likeness of wording: it rewards length and phrases, and knows no negation.
 */
export default defineScorer({
  name: "bleu",
  description: "BLEU-1 to BLEU-4 against the references, as sacrebleu: of each reply, and of all together",
  source: "Papineni et al. 2002, doi:10.3115/1073083.1073135; Post 2018, doi:10.18653/v1/W18-6319 (sacrebleu 2.6.0)",
  marks: "text",
  settings,
  parts: () => orders.map((order) => `bleu-${order}`),
  corpus: (chosen) => ({
    counts: 10,
    value: (sums) =>
      Object.fromEntries(
        orders.map((order) => {
          const { score } = bleuScore(ofOrder(sums, order), { order, smoothing: smoothingOf(chosen) });
          return [`bleu-${order}`, (sums[1] ?? 0) === 0 ? null : asPoints(score)];
        }),
      ),
  }),
  signature,
  score: (reading, item, chosen, reply) => {
    const pair = comparedTexts(reading, item, reply, chosen);
    if ("points" in pair) {
      return pair;
    }
    const tokenizer = tokenizerFor(chosen.tokenizer, item.language, usualForBleu);
    const { values } = bleuStatistics(tokenizePairs([pair], tokenizer, { lowercase: chosen.lowercase }));
    const scores = orders.map((order) =>
      asPoints(
        bleuScore(ofOrder(values, order), { order, smoothing: smoothingOf(chosen), effectiveOrder: true }).score,
      ),
    );
    return {
      points: scores[3] ?? 0,
      min: 0,
      max: 1,
      parts: Object.fromEntries(orders.map((order) => [`bleu-${order}`, scores[order - 1] ?? 0])),
      counts: [...values],
    };
  },
});
