import { bleuStatistics } from "./bleu.ts";
import { ngramVariety } from "./distinct-ngrams.ts";
import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { NgramTable } from "./ngram-table.ts";
import { columnSums } from "./segment-statistics.ts";
import { createSubsequenceLength } from "./subsequence-length.ts";
import { tokenizePairs } from "./token-pairs.ts";
import { createTokenVocabulary } from "./token-vocabulary.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";

/** An explanation and the published one; null where the file had none. */
export interface CmexamExplanation {
  readonly reply: string | null;
  readonly reference: string | null;
}

/** Scores as CMExam's scripts print them, ×100. Null where their code would divide by zero. */
export interface CmexamTextScores {
  /** Which script, and how it cut the texts. */
  readonly name: string;
  readonly bleu1: number | null;
  readonly bleu2: number | null;
  readonly bleu4: number | null;
  readonly rouge1: number | null;
  readonly rouge2: number | null;
  readonly rougeL: number | null;
  /** Explanations that were scored. */
  readonly pairs: number;
  /** Rows left out for want of one of the two. */
  readonly leftOut: number;
}

/**
 * BLEU and ROUGE as the scripts of the CMExam repository compute them, to set results beside its Table 3; not to be used
 * for anything else. What differs from the usual definitions:
 *
 * - ROUGE-1 and ROUGE-2 are F1 over **sets** of n-grams, ROUGE-L has β = P/R instead of 1: PR(P² + R²)/(P³ + R³).
 * - ROUGE is over single characters, joined by blanks and split at them again, so that a blank in the text becomes two
 *   empty tokens and an empty text one: two empty explanations score 100 on ROUGE-1 and ROUGE-L.
 * - BLEU is corpus BLEU without smoothing; over jieba's words for the API models, ChatGLM and P-tuning (`gpt`), over
 *   characters for LoRA (`lora`). Its columns cannot be compared across the two.
 * - A missing explanation is an empty text in `gpt`; in `lora` the row is left out.
 *
 * The scripts use jieba's own dictionary and keep white space as words: pass
 * `createMetricWordTokenizer({ medical: false, keepWhiteSpace: true })`.
 * Source: github.com/williamliujl/CMExam, `src/evaluation` (evaluate_gpt_result.py, evaluate_lora_result.py).
 *
 * @param script Which of the scripts; `gpt` needs words.
 * @example cmexamTextScores(rows, { script: "lora" }).bleu4
 */
export function cmexamTextScores(
  rows: readonly CmexamExplanation[],
  script: { readonly script: "gpt"; readonly words: MetricTokenizer } | { readonly script: "lora" },
): CmexamTextScores {
  const words = script.script === "gpt" ? script.words : tokenizeCharacters;
  const kept =
    script.script === "gpt" ? rows : rows.filter(({ reply, reference }) => reply !== null && reference !== null);
  const texts = kept.map(({ reply, reference }) => ({ reply: reply ?? "", reference: reference ?? "" }));
  const pairs = tokenizePairs(
    texts.map(({ reply, reference }) => ({ hypothesis: reply, references: [reference] })),
    words,
  );
  const sums = columnSums(bleuStatistics(pairs));
  return {
    name: `cmexam-${script.script}: BLEU over ${words.name}, ROUGE over characters`,
    bleu1: cmexamBleu(sums, 1),
    bleu2: cmexamBleu(sums, 2),
    bleu4: cmexamBleu(sums, 4),
    ...rouge(texts),
    pairs: kept.length,
    leftOut: rows.length - kept.length,
  };
}

/**
 * CMExam's BLEU, 0–100, from column sums of `bleuStatistics`: of a corpus, without smoothing; null without a token on either
 * side.
 *
 * @param order Longest n-gram, 1 to 4.
 */
export function cmexamBleu(sums: Float64Array, order: number): number | null {
  const ratio = (sums[0] ?? 0) / (sums[1] ?? 0);
  if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) {
    return null;
  }
  let logs = 0;
  for (let n = 1; n <= order; n++) {
    const matches = sums[1 + n] ?? 0;
    if (matches === 0) {
      return 0;
    }
    logs += Math.log(matches / (sums[5 + n] ?? 0)) / order;
  }
  return 100 * Math.exp(logs) * (ratio > 1 ? 1 : Math.exp(1 - 1 / ratio));
}

function rouge(
  texts: readonly { readonly reply: string; readonly reference: string }[],
): Pick<CmexamTextScores, "rouge1" | "rouge2" | "rougeL"> {
  const vocabulary = createTokenVocabulary();
  const characters = (text: string): Int32Array => vocabulary.encode([...text].join(" ").split(" "));
  const encoded = texts.map(({ reply, reference }) => [characters(reply), characters(reference)] as const);
  const lengthOf = createSubsequenceLength(vocabulary.size());
  const table = new NgramTable();
  const sums = { rouge1: 0, rouge2: 0, rougeL: 0 };
  for (const [reply, reference] of encoded) {
    sums.rouge1 += setF(reply, reference, 1, table);
    sums.rouge2 += setF(reply, reference, 2, table);
    sums.rougeL += subsequenceF(lengthOf(reply, reference), reply.length, reference.length);
  }
  const mean = (sum: number): number | null => (encoded.length === 0 ? null : (100 * sum) / encoded.length);
  return { rouge1: mean(sums.rouge1), rouge2: mean(sums.rouge2), rougeL: mean(sums.rougeL) };
}

/** F1 of two sets of n-grams, with the scripts' 1e-8 against division by zero. */
function setF(reply: Int32Array, reference: Int32Array, order: number, table: NgramTable): number {
  const one = ngramVariety([reply], order, table).distinct;
  const other = ngramVariety([reference], order, table).distinct;
  const shared = one + other - ngramVariety([reply, reference], order, table).distinct;
  const precision = one === 0 ? 0 : shared / one;
  const recall = other === 0 ? 0 : shared / other;
  return (2 * precision * recall) / (precision + recall + 1e-8);
}

/** The scripts' F of the longest common subsequence, with their 1e-12 against division by zero. */
function subsequenceF(shared: number, inReply: number, inReference: number): number {
  const recall = shared / inReference;
  const precision = shared / inReply;
  const beta = precision / (recall + 1e-12);
  return ((1 + beta ** 2) * recall * precision) / (recall + beta ** 2 * precision + 1e-12);
}
