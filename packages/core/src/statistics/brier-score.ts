import { clusterIndex } from "./cluster-index.ts";
import { type Binning, binTotals, confidenceBins } from "./confidence-bins.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";
import { type MeanEstimate, meanInterval } from "./mean-interval.ts";

/**
 * Brier score of right and wrong: the mean of (confidence − right)², 0–1; 0 is best, 0.25 is what "50%" always gets. Wilson's
 * interval on the effective size of the squared errors. Null without an answer. Throws INTERNAL as
 * `requireConfidentAnswers`, and for a level outside 0–1. Source: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
 * (half of it, as is usual for two outcomes).
 *
 * @example brierScore({ confidences: [0.8, 0.6], right: [1, 0], clusters: [0, 1] }, 0.95)?.value // 0.2
 */
export function brierScore(answers: ConfidentAnswers, level: number): MeanEstimate | null {
  requireConfidentAnswers(answers);
  const { confidences, right, clusters } = answers;
  return meanInterval(
    confidences.map((confidence, i) => (confidence - (right[i] ?? 0)) ** 2),
    clusterIndex(clusters),
    level,
  );
}

/**
 * What a Brier score is made of: score = reliability − resolution + uncertainty + withinBinVariance − withinBinCovariance,
 * exactly. Without the last two the sum holds only where all confidences of a bin are equal.
 */
export interface BrierDecomposition {
  readonly score: number;
  /** Mean squared gap of mean confidence and accuracy of the bins; 0 for the calibrated but for chance. Smaller is better. */
  readonly reliability: number;
  /** Mean squared distance of the bins' accuracies from the overall one: how well confidence sorts. Larger is better. */
  readonly resolution: number;
  /** accuracy × (1 − accuracy): of the questions and the model's knowledge, not of its confidence. */
  readonly uncertainty: number;
  /** Variance of the confidences within bins. */
  readonly withinBinVariance: number;
  /** Twice the covariance of confidence and right within bins: sorting that the bins hide. */
  readonly withinBinCovariance: number;
}

/**
 * Murphy's decomposition with the terms for confidences that differ within a bin. Null without an answer. Throws INTERNAL
 * as `confidenceBins`.
 * Source: Murphy 1973, doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; Stephenson, Coelho & Jolliffe 2008,
 * doi:10.1175/2007WAF2006116.1 (terms within bins).
 */
export function brierDecomposition(answers: ConfidentAnswers, binning: Binning): BrierDecomposition | null {
  const bins = confidenceBins(answers, binning);
  const n = answers.right.length;
  if (n === 0) {
    return null;
  }
  const totals = binTotals(answers, bins);
  const base = totals.right.reduce((sum, right) => sum + right, 0) / n;
  let reliability = 0;
  let resolution = 0;
  for (let bin = 0; bin < bins.count; bin++) {
    const size = totals.n[bin] ?? 1;
    const confidence = (totals.confidence[bin] ?? 0) / size;
    const accuracy = (totals.right[bin] ?? 0) / size;
    reliability += (size * (confidence - accuracy) ** 2) / n;
    resolution += (size * (accuracy - base) ** 2) / n;
  }
  let score = 0;
  let variance = 0;
  let covariance = 0;
  for (let i = 0; i < n; i++) {
    const bin = bins.of[i] ?? 0;
    const size = totals.n[bin] ?? 1;
    const confidence = answers.confidences[i] ?? 0;
    const right = answers.right[i] ?? 0;
    const deviation = confidence - (totals.confidence[bin] ?? 0) / size;
    score += (confidence - right) ** 2 / n;
    variance += deviation ** 2 / n;
    covariance += (2 * deviation * (right - (totals.right[bin] ?? 0) / size)) / n;
  }
  return {
    score,
    reliability,
    resolution,
    uncertainty: base * (1 - base),
    withinBinVariance: variance,
    withinBinCovariance: covariance,
  };
}
