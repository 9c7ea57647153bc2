import { clusterIndex } from "./cluster-index.ts";
import { type Binning, type ConfidenceBins, confidenceBins } from "./confidence-bins.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";

/** The squared calibration error without what chance adds to it. */
export interface DebiasedCalibrationError {
  /** Mean of the squared gaps, less their sampling variance; −1 to 1, and below 0 about half the time for the calibrated. */
  readonly squared: number;
  /** Root of `squared` where that is above 0, else 0: on the scale of confidence, and no longer unbiased. */
  readonly root: number;
  /** The root of the mean squared gap as it is (plug-in), for comparison. */
  readonly plugInRoot: number;
  /** Share of the answers in bins of a single cluster: their variance is not known, and they are left out. */
  readonly leftOut: number;
}

/**
 * Debiased squared calibration error over bins: Σ (n_b/n) [gap_b² − v_b], where gap_b is accuracy − mean confidence of a bin
 * and v_b estimates the variance of gap_b: s²/n_b with the n − 1 variance of (right − confidence), robust to clusters. Where
 * all confidences of a bin are equal and answers are independent, v_b is accuracy(1 − accuracy)/(n_b − 1) and this is the
 * debiased estimator of Kumar et al. (their `unbiased_square_ce`), and the bias-corrected reliability of Bröcker. It is a
 * squared (ℓ2) error and no debiased ECE: the ℓ1 error has no unbiased estimator.
 *
 * Null without an answer in a bin of two clusters. Throws INTERNAL as `confidenceBins`.
 * Source: Kumar, Liang & Ma 2019, arXiv 1909.10155, section 5; Bröcker 2012, doi:10.1007/s00382-011-1191-1.
 *
 * @example ten answers of confidence 0.9, five of them right → squared 0.16 − 0.25/9 = 0.1322…, root 0.3636…
 */
export function debiasedCalibrationError(answers: ConfidentAnswers, binning: Binning): DebiasedCalibrationError | null {
  const bins = confidenceBins(answers, binning);
  let kept = 0;
  let squared = 0;
  let plugIn = 0;
  for (const gaps of gapsByBin(answers, bins)) {
    const found = binError(gaps);
    if (found !== null) {
      const n = gaps.values.length;
      kept += n;
      squared += n * (found.gap ** 2 - found.variance);
      plugIn += n * found.gap ** 2;
    }
  }
  const n = answers.right.length;
  return kept === 0
    ? null
    : {
        squared: squared / kept,
        root: Math.sqrt(Math.max(0, squared / kept)),
        plugInRoot: Math.sqrt(plugIn / kept),
        leftOut: (n - kept) / n,
      };
}

interface BinGaps {
  /** right − confidence. */
  readonly values: number[];
  readonly clusters: number[];
}

function gapsByBin({ confidences, right, clusters }: ConfidentAnswers, { count, of }: ConfidenceBins): BinGaps[] {
  const bins = Array.from({ length: count }, (): BinGaps => ({ values: [], clusters: [] }));
  for (let i = 0; i < of.length; i++) {
    const bin = bins[of[i] ?? 0];
    bin?.values.push((right[i] ?? 0) - (confidences[i] ?? 0));
    bin?.clusters.push(clusters[i] ?? 0);
  }
  return bins;
}

/** Mean gap and the variance of that mean: Σ(S_g − n_g·gap)²/n² · k/(k − 1) over clusters; null with a single one. */
function binError({ values, clusters: codes }: BinGaps): { readonly gap: number; readonly variance: number } | null {
  const clusters = clusterIndex(Int32Array.from(codes));
  const k = clusters.count;
  if (k < 2) {
    return null;
  }
  const n = values.length;
  const gap = values.reduce((sum, value) => sum + value, 0) / n;
  const deviations = new Float64Array(k);
  for (const [i, value] of values.entries()) {
    const cluster = clusters.of[i] ?? 0;
    deviations[cluster] = (deviations[cluster] ?? 0) + value - gap;
  }
  const squares = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  return { gap, variance: (squares / n ** 2) * (k / (k - 1)) };
}
