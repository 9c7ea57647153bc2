import type { BrierDecomposition } from "../statistics/brier-score.ts";
import type { DebiasedCalibrationError } from "../statistics/debiased-calibration-error.ts";
import type { CalibrationError } from "../statistics/expected-calibration-error.ts";
import type { HeldOutThreshold } from "../statistics/held-out-threshold.ts";
import type { LogarithmicScore } from "../statistics/logarithmic-score.ts";
import type { ReliabilityBin } from "../statistics/reliability-diagram.ts";
import type { RiskCoverageArea } from "../statistics/risk-coverage-area.ts";
import type { SelectiveAccuracy } from "../statistics/selective-accuracy.ts";
import type { PairTest } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/**
 * Where a confidence comes from. `likelihood`: the chosen option's share of the probability among the options. `stated`: what
 * the reply says. `repeats`: the share of an item's repeats that give the most frequent answer, which is then the answer.
 */
export const confidenceSources = ["likelihood", "stated", "repeats"] as const;
export type ConfidenceSource = (typeof confidenceSources)[number];

/** Accuracy of the surest answers at one coverage. */
export interface CoverageAccuracy extends SelectiveAccuracy {
  /** Share of the answers that is taken, 0–1. */
  readonly coverage: number;
}

/** One point of a curve: coverage and selective risk, 0–1. */
export interface RiskPoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly risk: number;
}

/** How far the confidence of one model can be believed. */
export interface CalibrationRow {
  readonly model: string;
  readonly source: ConfidenceSource;
  /** Answers with a confidence (one an item for `repeats`), and the items and clusters they lie in. */
  readonly nAnswers: number;
  readonly nItems: number;
  readonly nClusters: number;
  /** Replies without an answer, and answers without a confidence: not in any number here. */
  readonly withoutAnswer: number;
  readonly withoutConfidence: number;
  /** Share right of the answers, one a row; with clusters of items. */
  readonly accuracy: ItemMean;
  /** Mean confidence, 0–1: above the accuracy is overconfident. */
  readonly confidence: number;
  /** Bins of equal mass. */
  readonly calibrationError: CalibrationError;
  /** The same with bins of equal width, which most papers print. */
  readonly equalWidthError: number;
  readonly debiased: DebiasedCalibrationError | null;
  readonly brier: { readonly value: number; readonly low: number; readonly high: number };
  readonly decomposition: BrierDecomposition;
  readonly logarithmic: LogarithmicScore;
  readonly area: RiskCoverageArea;
  readonly selective: readonly CoverageAccuracy[];
  readonly bins: readonly ReliabilityBin[];
  /** At most some 200 points, the surest first. */
  readonly curve: readonly RiskPoint[];
  /** A threshold for the wanted accuracy, and one for most marks; null with fewer than two clusters. */
  readonly forAccuracy: HeldOutThreshold | null;
  readonly forMarks: HeldOutThreshold | null;
  /** Mean mark with no answer held back. */
  readonly marksAnsweringAll: number;
}

/** Where asking for a reply and asking for likelihoods part, for one model. */
export interface LikelihoodPart {
  readonly model: string;
  readonly generateArm: string;
  readonly likelihoodArm: string;
  /** Items that were put both ways, first sitting of each, and the clusters they lie in. */
  readonly nItems: number;
  readonly nClusters: number;
  readonly generate: ItemMean;
  readonly likelihood: ItemMean;
  /** Share of these items on which both give the same options. A reply without an answer agrees with nothing. */
  readonly agreement: ItemMean;
  /** Items right one way and wrong the other. */
  readonly onlyGenerate: number;
  readonly onlyLikelihood: number;
  /** Of equal accuracy; adjusted over the rows of one exam. */
  readonly test: PairTest;
}

/** Calibration and abstention on one exam, asked in one way. */
export interface CalibrationAnalysis {
  readonly exam: string;
  readonly arm: string;
  /** Confidence level of intervals. */
  readonly level: number;
  /** Bins asked for. */
  readonly bins: number;
  /** Accuracy that a threshold is wanted for. */
  readonly wantedAccuracy: number;
  /** Marks of a right, a wrong and no answer, and the confidence from which an answer pays if confidences are true. */
  readonly marks: { readonly right: number; readonly wrong: number; readonly abstained: number };
  readonly indifference: number;
  readonly rows: readonly CalibrationRow[];
}

/** Replies against likelihoods on one exam. */
export interface LikelihoodParting {
  readonly exam: string;
  readonly level: number;
  readonly rows: readonly LikelihoodPart[];
}

/** What is known of the confidences of a run. */
export interface Calibration {
  readonly analyses: readonly CalibrationAnalysis[];
  readonly partings: readonly LikelihoodParting[];
}
