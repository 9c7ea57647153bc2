import { BugError } from "../base/errors.ts";
import { requireLevel } from "./interval.ts";
import {
  type ClusterTotals,
  type JudgedReplies,
  type JudgedSamples,
  judgedSamples,
  powerTuning,
} from "./judged-samples.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { poweredEstimate } from "./prediction-powered-estimate.ts";
import type { JudgeWeight, PoweredMean } from "./prediction-powered-mean.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/**
 * `predictionPoweredMean` for points of 0–1 (reasonable or not, severe error or not, shares of a rubric), where few
 * labels may all agree with the judge, or all be right, and so hide how much either varies. The interval is that of the
 * labelled replies with four more, one of each kind (people and judge 0 or 1), as heavy as the design effect of
 * clusters: without a judge this is Agresti and Coull's interval ("add two successes and two failures"), with a judge
 * trusted in full Bonett and Price's for paired proportions. The value is that of the replies themselves, held within
 * 0–1; the tuned weight is that with the four.
 *
 * Not estimable, with the reason: fewer than two labelled clusters. Throws INTERNAL for a point outside 0–1 and as
 * `predictionPoweredMean` does.
 * Source: as there; Agresti & Coull 1998, doi:10.1080/00031305.1998.10480550; Bonett & Price 2012,
 * doi:10.3102/1076998611411915.
 *
 * @example
 * // People and judge agree on all of 10 labelled replies, 8 of them right; the judge passes 80 of 100 more.
 * predictionPoweredProportion(replies, "tuned", 0.95) // value 0.8, low 0.5525…, high 0.9949…, judgeWeight 0.69…
 */
export function predictionPoweredProportion(
  replies: JudgedReplies,
  weight: JudgeWeight,
  level: number,
): PoweredMean | NotEstimable {
  requireLevel(level);
  for (const points of [replies.labelled.human, replies.labelled.judge, replies.unlabelled.judge]) {
    if (points.some((point) => !(point >= 0 && point <= 1))) {
      throw new BugError("INTERNAL", "a point outside 0–1");
    }
  }
  const samples = judgedSamples(replies);
  const { labelled, unlabelled } = samples;
  const clusters = labelled.sizes.reduce((count, size) => count + (size > 0 ? 1 : 0), 0);
  if (clusters < 2) {
    return notEstimable("people rated fewer than two clusters of replies");
  }
  const trial = withOneOfEach(samples, 1);
  const judgeWeight = unlabelled.n === 0 ? 0 : weight === "tuned" ? powerTuning(trial) : weight;
  const { value, designEffect } = poweredEstimate(samples, judgeWeight, false);
  const added = withOneOfEach(samples, Math.min(designEffect, labelled.n / clusters));
  const found = poweredEstimate(added, judgeWeight, weight === "tuned" && judgeWeight > 0);
  const standardError = Math.sqrt(found.variance);
  const half = studentTQuantile((1 + level) / 2, found.degrees) * standardError;
  const alone = poweredEstimate(samples, 0, false);
  const within = Math.min(1, Math.max(0, value));
  return {
    status: "estimated",
    value: within,
    low: Math.min(within, Math.max(0, found.value - half)),
    high: Math.max(within, Math.min(1, found.value + half)),
    standardError,
    judgeWeight,
    humanMean: alone.value,
    humanError: Math.sqrt(alone.variance),
    judgeMean: (labelled.sumJudge + unlabelled.sumJudge) / (labelled.n + unlabelled.n),
    labelled: labelled.n,
    unlabelled: unlabelled.n,
  };
}

/** The samples with four labelled replies more: people and judge both say 0, both 1, and each alone says 1. */
function withOneOfEach({ labelled, unlabelled }: JudgedSamples, size: number): JudgedSamples {
  const plus = (sums: Float64Array, more: readonly number[]): Float64Array => {
    const longer = new Float64Array(sums.length + more.length);
    longer.set(sums);
    longer.set(more, sums.length);
    return longer;
  };
  const none = [0, 0, 0, 0];
  const more: ClusterTotals = {
    sizes: plus(labelled.sizes, [size, size, size, size]),
    human: plus(labelled.human, [0, size, size, 0]),
    judge: plus(labelled.judge, [0, size, 0, size]),
    n: labelled.n + 4 * size,
    sumHuman: labelled.sumHuman + 2 * size,
    sumJudge: labelled.sumJudge + 2 * size,
    squaresHuman: labelled.squaresHuman + 2 * size,
    squaresJudge: labelled.squaresJudge + 2 * size,
    products: labelled.products + size,
  };
  return {
    labelled: more,
    unlabelled: {
      ...unlabelled,
      sizes: plus(unlabelled.sizes, none),
      human: plus(unlabelled.human, none),
      judge: plus(unlabelled.judge, none),
    },
  };
}
