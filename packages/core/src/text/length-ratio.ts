import { columnSums, type SegmentStatistics } from "./segment-statistics.ts";
import type { TokenPairs } from "./token-pairs.ts";

/** Of each pair the tokens of the reply and of its references, their mean where there are several. */
export function lengthStatistics({ hypotheses, references }: TokenPairs): SegmentStatistics {
  const values = new Float64Array(2 * hypotheses.length);
  for (const [row, { length }] of hypotheses.entries()) {
    const lengths = (references[row] ?? []).map((reference) => reference.length);
    values[2 * row] = length;
    values[2 * row + 1] = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length);
  }
  return { columns: 2, values };
}

/** Length ratio from column sums of `lengthStatistics`: null where the references are empty. */
export function lengthRatioScore(sums: Float64Array): number | null {
  const reference = sums[1] ?? 0;
  return reference === 0 ? null : (sums[0] ?? 0) / reference;
}

/**
 * Tokens of all replies over tokens of their references: 1 for replies as long as the explanations they are measured
 * against. BLEU and ROUGE move with it whatever is said, so it stands beside them. Null where the references are empty.
 */
export function lengthRatio(pairs: TokenPairs): number | null {
  return lengthRatioScore(columnSums(lengthStatistics(pairs)));
}
