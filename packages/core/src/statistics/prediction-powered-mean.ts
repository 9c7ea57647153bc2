import { type Interval, requireLevel } from "./interval.ts";
import { type JudgedReplies, judgedSamples, powerTuning } from "./judged-samples.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { poweredEstimate } from "./prediction-powered-estimate.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** Rounding left over in a variance that is zero on paper, relative to the squared ratings. */
const roundingShare = 1e-24;

/** How far the judge is trusted: "tuned" lets the data say (PPI++), a number fixes it (1 is PPI, 0 people alone). */
export type JudgeWeight = "tuned" | number;

/** A mean of human ratings, found with the help of a judge. */
export interface PoweredMean extends Interval {
  readonly status: "estimated";
  readonly value: number;
  readonly standardError: number;
  /** The λ used, 0–1 where it was tuned. */
  readonly judgeWeight: number;
  /** Mean of the human ratings alone, and its standard error: what the judge added can be seen from it. */
  readonly humanMean: number;
  readonly humanError: number;
  /** Mean of the judge's ratings of all replies, uncorrected. */
  readonly judgeMean: number;
  /** Replies that people rated, and those they did not. */
  readonly labelled: number;
  readonly unlabelled: number;
}

/**
 * What people would on average have given to replies that a judge rated, from the judge's ratings of all and people's
 * ratings of some: the judge's mean on the unlabelled, corrected by how far it was off on the labelled
 * (prediction-powered inference). Right whatever the judge's bias, and the narrower the better the judge; with the
 * tuned weight it is in large samples never wider than the human ratings alone. Ratings are on any scale; for 0–1
 * points use `predictionPoweredProportion`, which keeps its level for rare outcomes.
 *
 * The labelled must be a random sample of all. A tuned weight goes along with the labels it was tuned on, so that the
 * value is off by the order of 1/labels (for a proportion up to 0.016 with 20 labels, 0.009 with 50, 0.002 with 200,
 * well within the interval, which covers); a fixed weight has no bias. The variance is the jackknife over clusters,
 * with Student's t on Satterthwaite's degrees of freedom, one less for the tuned weight; the published interval
 * (normal, variances over n) is too narrow below some 50 labels. Without unlabelled replies it is the mean of the human
 * ratings.
 *
 * Not estimable, with the reason: fewer than two labelled clusters (three with the tuned weight), or labelled replies
 * that do not tell how the judge errs because human − weight · judge is the same for all. Throws INTERNAL for arrays of
 * different length, ratings that are not finite or a level outside (0, 1).
 * Source: Angelopoulos et al. 2023, doi:10.1126/science.adi6000; Angelopoulos, Duchi & Zrnic 2023 (PPI++),
 * arXiv:2311.01453; MacKinnon, Nielsen & Webb 2023, doi:10.1002/jae.2969 (variance by cluster).
 *
 * @example
 * const labelled = { human: Float64Array.of(3, 4, 2, 5), judge: Float64Array.of(4, 4, 3, 5),
 *   clusters: Int32Array.of(0, 1, 2, 3) };
 * const unlabelled = { judge: Float64Array.of(4, 5, 3, 4), clusters: Int32Array.of(4, 5, 6, 7) };
 * predictionPoweredMean({ labelled, unlabelled }, 1, 0.95) // value 3.5: the judge's 4 less the 0.5 it gave too much
 */
export function predictionPoweredMean(
  replies: JudgedReplies,
  weight: JudgeWeight,
  level: number,
): PoweredMean | NotEstimable {
  requireLevel(level);
  const samples = judgedSamples(replies);
  const { labelled, unlabelled } = samples;
  const tuned = weight === "tuned";
  const judgeWeight = unlabelled.n === 0 ? 0 : tuned ? powerTuning(samples) : weight;
  const found = labelled.n === 0 ? null : poweredEstimate(samples, judgeWeight, tuned && judgeWeight > 0);
  if (found === null || found.labelledClusters < (tuned ? 3 : 2)) {
    return notEstimable(`people rated fewer than ${tuned ? "three" : "two"} clusters of replies`);
  }
  const alone = poweredEstimate(samples, 0, false);
  if (!(found.labelledVariance > roundingShare * (labelled.squaresHuman / labelled.n))) {
    return notEstimable("the judge is off by the same on all replies that people rated");
  }
  const standardError = Math.sqrt(found.variance);
  const half = studentTQuantile((1 + level) / 2, found.degrees) * standardError;
  return {
    status: "estimated",
    value: found.value,
    low: found.value - half,
    high: found.value + half,
    standardError,
    judgeWeight,
    humanMean: alone.value,
    humanError: Math.sqrt(alone.variance),
    judgeMean: (labelled.sumJudge + unlabelled.sumJudge) / (labelled.n + unlabelled.n),
    labelled: labelled.n,
    unlabelled: unlabelled.n,
  };
}
