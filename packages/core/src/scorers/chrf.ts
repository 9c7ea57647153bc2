import { z } from "zod";
import { chrfStatistics } from "../text/chrf.ts";
import { type ChrfSettings, chrfScore } from "../text/chrf-score.ts";
import { chrfSignature } from "../text/metric-signature.ts";
import { asPoints, choiceSignature, comparedTexts } from "./compared-texts.ts";
import { defineScorer } from "./define.ts";
import { comparedSettings } from "./text-settings.ts";

const settings = z.strictObject({
  ...comparedSettings,
  beta: z.number().positive().default(2).describe("How much more recall weighs than precision."),
  lowercase: z.boolean().default(false).describe("Compare in lower case."),
  whiteSpace: z.boolean().default(false).describe("Whether white space counts as a character."),
});

type Settings = z.infer<typeof settings>;

/** Words up to pairs, beside the characters: chrF++. */
const plusOrder = 2;
/** Counts of chrF: three for each of six orders of characters. */
const ownCounts = 18;
/** Those of chrF++ behind them. */
const plusCounts = 24;

function chrfOf({ beta, lowercase, whiteSpace }: Settings, wordOrder: number): ChrfSettings {
  return { beta, lowercase, whiteSpace, wordOrder };
}

function scoresOf(sums: Float64Array, chosen: Settings): { readonly chrf: number; readonly "chrf++": number } {
  return {
    chrf: asPoints(chrfScore(sums.subarray(0, ownCounts), chrfOf(chosen, 0))),
    "chrf++": asPoints(chrfScore(sums.subarray(ownCounts), chrfOf(chosen, plusOrder))),
  };
}

/**
 * chrF (F of character 1- to 6-grams, recall weighing twice) and chrF++ (word 1- and 2-grams beside them) as sacrebleu 2.6.0
 * computes them, without a tokenizer. Points are the chrF of the reply by itself; the published number is the corpus's
 * (`corpus-score:chrf`). In Chinese chrF++ takes what stands between two blanks for a word.
 */
export default defineScorer({
  name: "chrf",
  description: "chrF and chrF++ against the references, as sacrebleu: of each reply, and of all together",
  source: "Popović 2015, doi:10.18653/v1/W15-3049, and 2017, doi:10.18653/v1/W17-4770 (sacrebleu 2.6.0)",
  marks: "text",
  settings,
  parts: () => ["chrf", "chrf++"],
  corpus: (chosen) => ({
    counts: ownCounts + plusCounts,
    value: (sums) => ((sums[1] ?? 0) === 0 ? { chrf: null, "chrf++": null } : scoresOf(sums, chosen)),
  }),
  signature: (chosen, { references }) => {
    const compared = chosen.references === "first" ? 1 : references;
    return `${chrfSignature(compared, chrfOf(chosen, 0))}, chrf++ nw:${plusOrder}${choiceSignature(chosen)}`;
  },
  score: (reading, item, chosen, reply) => {
    const pair = comparedTexts(reading, item, reply, chosen);
    if ("points" in pair) {
      return pair;
    }
    // Of several references each score has a best one of its own, so each keeps its own counts.
    const counts = [0, plusOrder].flatMap((words) => [...chrfStatistics([pair], chrfOf(chosen, words)).values]);
    const parts = scoresOf(Float64Array.from(counts), chosen);
    return { points: parts.chrf, min: 0, max: 1, parts, counts };
  },
});
