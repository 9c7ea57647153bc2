import { BugError } from "../base/errors.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";

/**
 * How confidences are put together. `equal-width`: from 0 to 1 in steps of 1/count, a bin without its upper limit but for
 * the last. `equal-mass`: about as many answers in each; equal confidences stay together, so that there may be fewer bins
 * than asked for.
 */
export interface Binning {
  readonly kind: "equal-width" | "equal-mass";
  /** Bins asked for, at least 1. */
  readonly count: number;
}

/** The bins of some answers; empty ones are left out. */
export interface ConfidenceBins {
  /** Bins with an answer. */
  readonly count: number;
  /** Bin of each answer, from 0 in ascending order of confidence. */
  readonly of: Int32Array;
}

/**
 * Put answers into bins by confidence. No answer gives no bin. Throws INTERNAL for fewer than one bin, a count that is
 * not whole, and as `requireConfidentAnswers`.
 *
 * Equal mass: an answer's bin is ⌊count × (answers with less confidence) / n⌋, which with distinct confidences and a
 * divisible n is `numpy.array_split` of the sorted answers. Equal width: ⌊count × confidence⌋, 1 in the last.
 * Source: Naeini, Cooper & Hauskrecht 2015 (AAAI), Guo et al. 2017, arXiv 1706.04599 (equal width; there the upper limit
 * belongs to the bin); Nguyen & O'Connor 2015, arXiv 1508.05154 (equal mass).
 *
 * @example four answers of confidence 0.1, 0.2, 0.2, 0.9 in two bins of equal mass → of [0, 0, 0, 1]
 */
export function confidenceBins(answers: ConfidentAnswers, { kind, count }: Binning): ConfidenceBins {
  requireConfidentAnswers(answers);
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new BugError("INTERNAL", `${count} bins of confidence`);
  }
  const { confidences } = answers;
  const raw =
    kind === "equal-width"
      ? Int32Array.from(confidences, (confidence) => Math.min(count - 1, Math.floor(confidence * count)))
      : massBins(confidences, count);
  const used = [...new Set(raw)].sort((a, b) => a - b);
  const numbers = new Map(used.map((bin, number) => [bin, number]));
  return { count: used.length, of: raw.map((bin) => numbers.get(bin) ?? 0) };
}

function massBins(confidences: Float64Array, count: number): Int32Array {
  const n = confidences.length;
  const sorted = Float64Array.from(confidences).sort();
  const below = new Map<number, number>();
  for (let i = n - 1; i >= 0; i--) {
    below.set(sorted[i] ?? 0, i);
  }
  return Int32Array.from(confidences, (confidence) => Math.floor((count * (below.get(confidence) ?? 0)) / n));
}

/** Answers, sum of confidence and right answers of each bin. */
export function binTotals(
  { confidences, right }: ConfidentAnswers,
  { count, of }: ConfidenceBins,
): { readonly n: Float64Array; readonly confidence: Float64Array; readonly right: Float64Array } {
  const totals = { n: new Float64Array(count), confidence: new Float64Array(count), right: new Float64Array(count) };
  for (let i = 0; i < of.length; i++) {
    const bin = of[i] ?? 0;
    totals.n[bin] = (totals.n[bin] ?? 0) + 1;
    totals.confidence[bin] = (totals.confidence[bin] ?? 0) + (confidences[i] ?? 0);
    totals.right[bin] = (totals.right[bin] ?? 0) + (right[i] ?? 0);
  }
  return totals;
}
