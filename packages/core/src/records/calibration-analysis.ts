import type { PairTest } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/** A number with its limits. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Expected calibration error, 0–1, its interval, and what perfectly calibrated candidates show; see `expectedCalibrationError`. */
export interface RecordedCalibrationError {
  readonly value: number;
  /** Null with fewer than two clusters. */
  readonly interval: Bounds | null;
  readonly byChance: number;
  readonly p: number;
  /** Bins with an answer. */
  readonly bins: number;
}

/** Squared calibration error less what chance adds, its root, and the plug-in root; see `debiasedCalibrationError`. */
export interface RecordedDebiasedError {
  readonly squared: number;
  readonly root: number;
  readonly plugInRoot: number;
  /** Share of the answers left out, in bins of a single cluster. */
  readonly leftOut: number;
}

/** score = reliability − resolution + uncertainty + withinBinVariance − withinBinCovariance; see `brierDecomposition`. */
export interface RecordedBrierParts {
  readonly score: number;
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
  readonly withinBinVariance: number;
  readonly withinBinCovariance: number;
}

/** Area under the risk–coverage curve; see `riskCoverageArea`. */
export interface RecordedRiskArea {
  readonly value: number;
  readonly interval: Bounds | null;
  readonly best: number;
  readonly excess: number;
  readonly uninformed: number;
  readonly generalised: number;
}

/** One bin of a reliability diagram; rates 0–1. */
export interface RecordedBin {
  readonly n: number;
  readonly confidence: number;
  readonly least: number;
  readonly greatest: number;
  readonly accuracy: Bounds & { readonly value: number };
}

/** What a threshold does to one half of the answers. */
export interface RecordedThresholdEffect {
  readonly n: number;
  readonly taken: number;
  /** Null where no answer is given. */
  readonly accuracy: (Bounds & { readonly value: number }) | null;
  /** Mean mark of a question; null where an accuracy was the goal. */
  readonly marks: number | null;
  /** The same with no answer held back. */
  readonly marksAnsweringAll: number | null;
}

/** A threshold chosen on one half, and told of the other; see `heldOutThreshold`. */
export interface RecordedThreshold {
  /** Null where none reaches the goal; above 1: give no answer. */
  readonly threshold: number | null;
  readonly chosen: RecordedThresholdEffect;
  readonly heldOut: RecordedThresholdEffect;
}

/**
 * Where a confidence comes from. `likelihood`: the chosen option's share of the probability among the options. `stated`: what
 * the reply says. `repeats`: the share of an item's repeats that give the most frequent answer, which is then the answer.
 */
export const confidenceSources = ["likelihood", "stated", "repeats"] as const;
export type ConfidenceSource = (typeof confidenceSources)[number];

/** Accuracy of the surest answers at one coverage. */
export interface CoverageAccuracy extends Bounds {
  readonly value: number;
  /** Answers taken; not whole where tied ones are taken in part. */
  readonly n: number;
  /** Confidence of the least sure answer taken. */
  readonly threshold: number;
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
  readonly calibrationError: RecordedCalibrationError;
  /** The same with bins of equal width, which most papers print. */
  readonly equalWidthError: number;
  readonly debiased: RecordedDebiasedError | null;
  readonly brier: { readonly value: number; readonly low: number; readonly high: number };
  readonly decomposition: RecordedBrierParts;
  readonly logarithmic: { readonly value: number; readonly raised: number };
  readonly area: RecordedRiskArea;
  readonly selective: readonly CoverageAccuracy[];
  readonly bins: readonly RecordedBin[];
  /** At most some 200 points, the surest first. */
  readonly curve: readonly RiskPoint[];
  /** A threshold for the wanted accuracy, and one for most marks; null with fewer than two clusters. */
  readonly forAccuracy: RecordedThreshold | null;
  /** Null also without marks. */
  readonly forMarks: RecordedThreshold | null;
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

/** Least and greatest of some values; equal where all are. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** What answers earn where wrong ones cost, over the items of an exam. */
export interface RecordedMarks {
  /** The exam's scorer that says so; null where the marks were asked for. */
  readonly scorer: string | null;
  /** Of an accepted set, a wrong option alone, and no answer. */
  readonly right: ValueRange;
  readonly wrong: ValueRange;
  readonly abstained: ValueRange;
  /** The confidence from which an answer pays if confidences are true and it is right or wrong throughout. */
  readonly indifference: ValueRange;
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
  /** Null where a wrong answer costs nothing in the exam and no marks were asked for. */
  readonly marks: RecordedMarks | null;
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
