import { createNgramMatcher } from "./ngram-matches.ts";
import { bestRouge, type RougeScore, rougeScore } from "./rouge-score.ts";
import { createSubsequenceLength } from "./subsequence-length.ts";
import type { TokenPairs } from "./token-pairs.ts";

/**
 * ROUGE-1 to ROUGE-`most` of each pair: n-grams shared, each as often as the side that has it less often. Of several
 * references the one with the best F counts (rouge_score's `score_multi`), for each order by itself.
 * Source: Lin 2004, aclanthology.org/W04-1013; the algorithm of rouge_score 0.1.2 on the given tokens.
 *
 * @returns By order (ROUGE-1 first), then by pair. An empty side scores 0, both sides empty as well.
 * @example rougeNgrams(pairs, 2)[1]?.[0]?.fMeasure // ROUGE-2 of the first pair
 */
export function rougeNgrams(pairs: TokenPairs, most: number): readonly (readonly RougeScore[])[] {
  const match = createNgramMatcher();
  const matches = new Float64Array(most);
  const byOrder: RougeScore[][] = Array.from({ length: most }, () => []);
  for (const [row, hypothesis] of pairs.hypotheses.entries()) {
    const scores: RougeScore[][] = byOrder.map(() => []);
    for (const reference of pairs.references[row] ?? []) {
      match(hypothesis, [reference], matches);
      for (const [before, ofOrder] of scores.entries()) {
        const count = (tokens: Int32Array): number => Math.max(0, tokens.length - before);
        ofOrder.push(rougeScore(matches[before] ?? 0, count(hypothesis), count(reference)));
      }
    }
    for (const [before, ofOrder] of scores.entries()) {
      byOrder[before]?.push(bestRouge(ofOrder));
    }
  }
  return byOrder;
}

/**
 * ROUGE-L of each pair: the longest common subsequence over the length of either side. Of several references the one with
 * the best F counts. An empty side scores 0. Source: as `rougeNgrams`; F with β = 1, as rouge_score.
 */
export function rougeSubsequence(pairs: TokenPairs): readonly RougeScore[] {
  const lengthOf = createSubsequenceLength(pairs.vocabulary);
  return pairs.hypotheses.map((hypothesis, row) =>
    bestRouge(
      (pairs.references[row] ?? []).map((reference) =>
        rougeScore(lengthOf(hypothesis, reference), hypothesis.length, reference.length),
      ),
    ),
  );
}
