import { type BleuScore, type BleuSettings, bleuScore, defaultOrder } from "./bleu-score.ts";
import { createNgramMatcher } from "./ngram-matches.ts";
import { columnSums, type SegmentStatistics } from "./segment-statistics.ts";
import type { TokenPairs } from "./token-pairs.ts";

/**
 * What BLEU knows of each pair, in sacrebleu's order: tokens of the reply, tokens of the reference nearest in length (the
 * shorter of two as near), then for each order the n-grams that match and all n-grams of the reply. A pair without a
 * reference matches nothing.
 *
 * @param order Longest n-gram, 1 to 4 and beyond; default 4.
 */
export function bleuStatistics(pairs: TokenPairs, order: number = defaultOrder): SegmentStatistics {
  const columns = 2 + 2 * order;
  const values = new Float64Array(pairs.hypotheses.length * columns);
  const matches = new Float64Array(order);
  const match = createNgramMatcher();
  for (let row = 0; row < pairs.hypotheses.length; row++) {
    const hypothesis = pairs.hypotheses[row] ?? new Int32Array();
    const references = pairs.references[row] ?? [];
    match(hypothesis, references, matches);
    const at = row * columns;
    values[at] = hypothesis.length;
    values[at + 1] = nearestLength(hypothesis.length, references);
    for (let n = 1; n <= order; n++) {
      values[at + 1 + n] = matches[n - 1] ?? 0;
      values[at + 1 + order + n] = Math.max(0, hypothesis.length - n + 1);
    }
  }
  return { columns, values };
}

/**
 * BLEU of all pairs together, 0–100: n-grams are counted over the whole corpus, which is not the mean of the sentences.
 * Equals sacrebleu 2.6.0 for the tokenizers it has. Null without pairs.
 *
 * @example corpusBleu(tokenizePairs(pairs, tokenizeChinese))?.score // 34.19…
 */
export function corpusBleu(pairs: TokenPairs, settings: BleuSettings = {}): BleuScore | null {
  return pairs.hypotheses.length === 0 ? null : bleuScore(columnSums(bleuStatistics(pairs, settings.order)), settings);
}

/**
 * BLEU of each pair by itself, 0–100, as sacrebleu's `sentence_bleu`: `effectiveOrder` is on unless it is said otherwise,
 * so that a reply of three tokens is not 0 for want of 4-grams. Their mean is not corpus BLEU.
 */
export function sentenceBleu(pairs: TokenPairs, settings: BleuSettings = {}): Float64Array {
  const { columns, values } = bleuStatistics(pairs, settings.order);
  return Float64Array.from(
    pairs.hypotheses,
    (_, row) =>
      bleuScore(values.subarray(row * columns, (row + 1) * columns), { effectiveOrder: true, ...settings }).score,
  );
}

function nearestLength(length: number, references: readonly Int32Array[]): number {
  let nearest = references[0]?.length ?? 0;
  for (const reference of references) {
    const closer = Math.abs(reference.length - length) - Math.abs(nearest - length);
    if (closer < 0 || (closer === 0 && reference.length < nearest)) {
      nearest = reference.length;
    }
  }
  return nearest;
}
