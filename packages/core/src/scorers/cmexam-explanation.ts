import { z } from "zod";
import { bleuStatistics } from "../text/bleu.ts";
import { cmexamBleu, cmexamTextScores } from "../text/cmexam-text-scores.ts";
import type { MetricTokenizer } from "../text/metric-tokenizer.ts";
import { withRecentTokens } from "../text/recent-tokens.ts";
import { tokenizePairs } from "../text/token-pairs.ts";
import { tokenizeCharacters } from "../text/tokenize-characters.ts";
import { lazyMetricWordTokenizer } from "../text/tokenize-chinese-words.ts";
import { asPoints, markedText } from "./compared-texts.ts";
import { defineScorer } from "./define.ts";
import { comparedSettings } from "./text-settings.ts";

const orders = [1, 2, 4] as const;

const settings = z.strictObject({
  script: z
    .enum(["gpt", "lora"])
    .default("gpt")
    .describe(
      "Which of CMExam's scripts: gpt (API models, ChatGLM, P-tuning) has BLEU over words, lora over characters.",
    ),
  text: comparedSettings.text.default("explanation"),
});

/** jieba's own dictionary, with white space as words: as the scripts call it. */
const scriptWords = lazyMetricWordTokenizer({ medical: false, keepWhiteSpace: true });

function tokenizerOf(script: "gpt" | "lora"): MetricTokenizer {
  return withRecentTokens(script === "gpt" ? scriptWords : tokenizeCharacters);
}

/**
 * Explanations as the scripts of the CMExam repository score them, to stand beside its Table 3 and for nothing else: ROUGE over
 * sets of character n-grams, ROUGE-L with β = P/R, corpus BLEU without smoothing. Points are their ROUGE-L; BLEU is of all
 * replies (`corpus-score:bleu-4`). The first reference counts. As in the scripts a question without one is compared with an
 * empty text under `gpt` and left out ("no-reference") under `lora`.
 *
 * Different here: an empty reply earns 0 (their character tokens make one of an empty text); the explanation is the reply without its declared answer (the scripts search for 解释 with one certain colon),
 * and the reply is read by the study's extractor.
 */
export default defineScorer({
  name: "cmexam-explanation",
  description: "BLEU and ROUGE of explanations as CMExam's scripts compute them",
  source: "CMExam, arXiv 2306.03030; github.com/williamliujl/CMExam, src/evaluation",
  marks: "text",
  settings,
  parts: () => ["rouge-1", "rouge-2", "rouge-l"],
  corpus: () => ({
    counts: 10,
    value: (sums) =>
      Object.fromEntries(
        orders.map((order) => {
          const score = cmexamBleu(sums, order);
          return [`bleu-${order}`, score === null ? null : asPoints(score)];
        }),
      ),
  }),
  signature: ({ script, text }) =>
    `definition:cmexam-${script}|bleu tok:${tokenizerOf(script).name}|rouge tok:char, sets|smooth:none|refs:first${text === "reply" ? "" : `|text:${text}`}`,
  score: (reading, item, { script, text }, reply) => {
    const hypothesis = markedText(reading, reply, text);
    if (hypothesis === null) {
      return { points: null, reason: "no-reply" };
    }
    const given = item.references.find((reference) => reference.trim() !== "") ?? null;
    if (given === null && script === "lora") {
      return { points: null, reason: "no-reference" };
    }
    const reference = given ?? "";
    const words = tokenizerOf(script);
    const row = { reply: hypothesis, reference };
    const scores = cmexamTextScores([row], script === "gpt" ? { script, words } : { script });
    const rouge = [scores.rouge1, scores.rouge2, scores.rougeL].map((score) =>
      hypothesis.trim() === "" ? 0 : asPoints(score ?? 0),
    );
    const tokens = tokenizePairs([{ hypothesis, references: [reference] }], words);
    return {
      points: rouge[2] ?? 0,
      min: 0,
      max: 1,
      parts: { "rouge-1": rouge[0] ?? 0, "rouge-2": rouge[1] ?? 0, "rouge-l": rouge[2] ?? 0 },
      counts: [...bleuStatistics(tokens).values],
    };
  },
});
