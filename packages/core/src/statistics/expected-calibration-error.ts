import { bootstrapClusterSums } from "./cluster-bootstrap.ts";
import { clusterIndex } from "./cluster-index.ts";
import { type Binning, binTotals, type ConfidenceBins, confidenceBins } from "./confidence-bins.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { quantileOfSorted } from "./quantile.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** How far confidence and accuracy lie apart, bin by bin. */
export interface CalibrationError {
  /** Mean over the answers of |accuracy − mean confidence| of their bin, 0–1. Never below what chance alone shows. */
  readonly value: number;
  /** Basic bootstrap interval over clusters, within 0–1, from 0 where calibration is not ruled out; null with fewer than two clusters. */
  readonly interval: Interval | null;
  /** What candidates would show on average whose every answer is right with the chance it states, with as many answers. */
  readonly byChance: number;
  /** Share of such candidates that show at least as much, with one added to both counts: small where calibration fails. */
  readonly p: number;
  readonly bins: number;
}

/** Confidence level, resamples and seed of an interval. */
export interface ResamplingPlan {
  /** 0–1. */
  readonly level: number;
  /** At least 1. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Expected calibration error. Bins are those of the answers, also in resamples. Null without an answer. A plain ECE is
 * above 0 for a perfectly calibrated candidate too, the more so the fewer answers a bin has: `byChance` says how much,
 * `debiasedCalibrationError` takes it off. For the same reason a percentile interval would leave out the truth; the basic
 * one (2·value − quantiles) turns the bias of resampling against that of the sample, and may lie below the value. Near 0
 * that is not enough (of 200 calibrated candidates with 300 answers it kept 0 for 95), so it is carried on to 0 where
 * `p` does not rule calibration out. Its coverage is about 0.9 for the 0.95 asked with 200 clusters in ten bins.
 *
 * Under calibration answers of one cluster share their luck (one draw a cluster), the strongest dependence: with loosely
 * dependent answers `p` is too large rather than too small.
 *
 * Throws INTERNAL as `confidenceBins`, and for a level outside 0–1.
 * Source: Naeini, Cooper & Hauskrecht 2015 (AAAI); Guo et al. 2017, arXiv 1706.04599; Davison & Hinkley 1997, section 5.2
 * (basic interval); Bröcker & Smith 2007, doi:10.1175/WAF993.1 (resampling under calibration).
 *
 * @example four answers of confidence 0.9, two of them right, in one bin → value 0.4
 */
export function expectedCalibrationError(
  answers: ConfidentAnswers,
  binning: Binning,
  plan: ResamplingPlan,
): CalibrationError | null {
  requireLevel(plan.level);
  const bins = confidenceBins(answers, binning);
  const n = answers.right.length;
  if (n === 0) {
    return null;
  }
  const totals = binTotals(answers, bins);
  const value = errorOf(totals.right, totals.confidence, n);
  const calibrated = underCalibration(value, answers, bins, plan);
  const interval = basicInterval(value, answers, bins, plan);
  return {
    value,
    interval: interval !== null && calibrated.p > 1 - plan.level ? { low: 0, high: interval.high } : interval,
    ...calibrated,
    bins: bins.count,
  };
}

function errorOf(right: Float64Array, confidence: Float64Array, n: number): number {
  let sum = 0;
  for (let bin = 0; bin < right.length; bin++) {
    sum += Math.abs((right[bin] ?? 0) - (confidence[bin] ?? 0));
  }
  return sum / n;
}

function basicInterval(
  value: number,
  { confidences, right, clusters: codes }: ConfidentAnswers,
  { count, of }: ConfidenceBins,
  { level, resamples, seed }: ResamplingPlan,
): Interval | null {
  const clusters = clusterIndex(codes);
  if (clusters.count < 2) {
    return null;
  }
  const columns = Array.from({ length: count }, () => new Float64Array(clusters.count));
  for (let i = 0; i < of.length; i++) {
    const column = columns[of[i] ?? 0];
    const cluster = clusters.of[i] ?? 0;
    if (column !== undefined) {
      column[cluster] = (column[cluster] ?? 0) + (right[i] ?? 0) - (confidences[i] ?? 0);
    }
  }
  const replicates = bootstrapClusterSums(
    { clusters: clusters.count, resamples, seed },
    [...columns, clusters.sizes],
    (sums) => {
      let sum = 0;
      for (let bin = 0; bin < count; bin++) {
        sum += Math.abs(sums[bin] ?? 0);
      }
      return sum / (sums[count] ?? 1);
    },
  ).sort();
  const within = (limit: number): number => Math.min(1, Math.max(0, limit));
  return {
    low: within(2 * value - quantileOfSorted(replicates, (1 + level) / 2)),
    high: within(2 * value - quantileOfSorted(replicates, (1 - level) / 2)),
  };
}

function underCalibration(
  value: number,
  { confidences, clusters: codes }: ConfidentAnswers,
  { count, of }: ConfidenceBins,
  { resamples, seed }: ResamplingPlan,
): { readonly byChance: number; readonly p: number } {
  const n = of.length;
  const generator = uniformGenerator("calibrated-candidates", seed, n);
  const clusters = clusterIndex(codes);
  const words = new Uint32Array(clusters.count);
  const gaps = new Float64Array(count);
  let sum = 0;
  let atLeast = 0;
  for (let resample = 0; resample < resamples; resample++) {
    generator.fill(words);
    gaps.fill(0);
    for (let i = 0; i < n; i++) {
      const confidence = confidences[i] ?? 0;
      const bin = of[i] ?? 0;
      gaps[bin] = (gaps[bin] ?? 0) + ((words[clusters.of[i] ?? 0] ?? 0) < confidence * 4294967296 ? 1 : 0) - confidence;
    }
    const shown = gaps.reduce((total, gap) => total + Math.abs(gap), 0) / n;
    sum += shown;
    // Equal candidates must count as equal whatever the rounding of their sums.
    atLeast += shown >= value - 1e-12 ? 1 : 0;
  }
  return { byChance: sum / resamples, p: (1 + atLeast) / (1 + resamples) };
}
