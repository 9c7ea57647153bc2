import { randomStream } from "../../base/random.ts";
import type { ConfidentAnswers } from "../confident-answers.ts";

/**
 * Answers of a candidate whose confidence has known truth: confidences even between `least` and 1, each right with the chance
 * `truth` gives it.
 */
export function simulatedConfidence(
  n: number,
  truth: (confidence: number) => number,
  seed: number,
  { clusterSize = 1, least = 0 }: { readonly clusterSize?: number; readonly least?: number } = {},
): ConfidentAnswers {
  const stream = randomStream("simulated-confidence", seed);
  const confidences = new Float64Array(n);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const repeated = i % clusterSize !== 0;
    // Answers of a cluster are copies of each other: the hardest dependence there is.
    const confidence = repeated ? (confidences[i - 1] ?? 0) : least + (1 - least) * stream.fraction();
    confidences[i] = confidence;
    right[i] = repeated ? (right[i - 1] ?? 0) : stream.fraction() < truth(confidence) ? 1 : 0;
  }
  return { confidences, right, clusters: Int32Array.from(right, (_, i) => Math.floor(i / clusterSize)) };
}

/** Truths of candidates: says what is so, too much, too little. */
export const candidates = {
  calibrated: (confidence: number): number => confidence,
  overconfident: (confidence: number): number => 0.5 * confidence,
  underconfident: (confidence: number): number => 0.5 + 0.5 * confidence,
} as const;
