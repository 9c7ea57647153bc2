import { bootstrapClusterCounts } from "./cluster-bootstrap.ts";
import { clusterIndex } from "./cluster-index.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";
import type { ResamplingPlan } from "./expected-calibration-error.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { percentileInterval } from "./percentile-interval.ts";

/** How well confidence puts right answers before wrong ones, over all thresholds. Smaller is better. */
export interface RiskCoverageArea {
  /** AURC: mean of the selective risk over the n coverages 1/n … 1, 0–1. */
  readonly value: number;
  /** Percentile bootstrap interval over clusters; null with fewer than two. */
  readonly interval: Interval | null;
  /** What the best order would give: all right answers first. */
  readonly best: number;
  /** value − best (excess AURC): 0 for a perfect order, whatever the accuracy. */
  readonly excess: number;
  /** What an order that says nothing gives: the share of wrong answers. */
  readonly uninformed: number;
  /** AUGRC: area under wrong answers taken / all answers against coverage, 0–0.5: the chance that an answer is wrong and taken, averaged. */
  readonly generalised: number;
}

/**
 * Area under the risk–coverage curve. Answers of equal confidence cannot be told apart: the area is the mean over all
 * their orders, so that no order of the file shows. Null without an answer. Throws INTERNAL as `requireConfidentAnswers`,
 * and for a level outside 0–1.
 * Source: Geifman, Uziel & El-Yaniv 2019, arXiv 1805.08206 (AURC, excess); Traub et al. 2024, arXiv 2407.01032 (AUGRC).
 *
 * @example confidences 0.9, 0.8, 0.7 of which the second is wrong → value (0 + 1/2 + 1/3)/3 = 0.2777…
 */
export function riskCoverageArea(answers: ConfidentAnswers, plan: ResamplingPlan): RiskCoverageArea | null {
  requireConfidentAnswers(answers);
  requireLevel(plan.level);
  const { confidences, right } = answers;
  const n = right.length;
  if (n === 0) {
    return null;
  }
  const order = Uint32Array.from(right.keys()).sort((a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0) || a - b);
  const ones = new Int32Array(n).fill(1);
  const areas = orderedAreas(answers, order);
  const { value, generalised, wrong } = areas(ones);
  let best = 0;
  for (let k = n - wrong + 1; k <= n; k++) {
    best += (k - (n - wrong)) / k / n;
  }
  const clusters = clusterIndex(answers.clusters);
  const weights = new Int32Array(n);
  const replicates =
    clusters.count < 2
      ? new Float64Array()
      : bootstrapClusterCounts({ clusters: clusters.count, resamples: plan.resamples, seed: plan.seed }, (counts) => {
          for (let i = 0; i < n; i++) {
            weights[i] = counts[clusters.of[i] ?? 0] ?? 0;
          }
          return areas(weights).value;
        });
  return {
    value,
    interval: clusters.count < 2 ? null : percentileInterval(replicates, clusters.count, plan.level),
    best,
    excess: Math.max(0, value - best),
    uninformed: wrong / n,
    generalised,
  };
}

interface WeightedAreas {
  readonly value: number;
  readonly generalised: number;
  readonly wrong: number;
}

/** Areas for answers that count several times or never; sorted once. */
function orderedAreas(
  { confidences, right }: ConfidentAnswers,
  order: Uint32Array,
): (weights: Int32Array) => WeightedAreas {
  const harmonic: number[] = [0];
  const harmonicOf = (k: number): number => {
    while (harmonic.length <= k) {
      harmonic.push((harmonic.at(-1) ?? 0) + 1 / harmonic.length);
    }
    return harmonic[k] ?? 0;
  };
  return (weights) => {
    let taken = 0;
    let wrong = 0;
    let risks = 0;
    let area = 0;
    let at = 0;
    while (at < order.length) {
      const confidence = confidences[order[at] ?? 0];
      let own = 0;
      let ownWrong = 0;
      while (at < order.length && confidences[order[at] ?? 0] === confidence) {
        const place = order[at] ?? 0;
        const weight = weights[place] ?? 0;
        own += weight;
        ownWrong += weight * (1 - (right[place] ?? 0));
        at += 1;
      }
      if (own > 0) {
        // Of k answers beyond those taken, k·ownWrong/own are wrong on average over their orders.
        const rate = ownWrong / own;
        risks += own * rate + (wrong - rate * taken) * (harmonicOf(taken + own) - harmonicOf(taken));
        area += own * (wrong + ownWrong / 2);
        taken += own;
        wrong += ownWrong;
      }
    }
    return { value: risks / taken, generalised: area / taken ** 2, wrong };
  };
}
