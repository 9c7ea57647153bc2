import { BugError } from "../base/errors.ts";
import { clusterIndex, clusterSums } from "./cluster-index.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import { wilsonEffectiveSize } from "./wilson-effective-size.ts";

/** What one candidate scored. */
export interface CandidateScores {
  /** Points of each item, 0–1. */
  readonly points: Float64Array;
  /** Cluster of each item: items of a shared stem, or repeats of one item, share a code. Default: all apart. */
  readonly clusters?: Int32Array;
}

/** What is known of a candidate's true score before the exam: a beta distribution. */
export interface ScorePrior {
  /** 0–1, both excluded. */
  readonly mean: number;
  /** Observations it is worth, a + b, above 0. */
  readonly size: number;
}

/** Beta(½, ½): hardly anything is known. */
export const jeffreysPrior: ScorePrior = { mean: 0.5, size: 1 };

/** What is known of a candidate's true score after the exam. */
export interface ScorePosterior {
  readonly a: number;
  readonly b: number;
  /** Mean points, 0–1. */
  readonly mean: number;
  readonly items: number;
  /** Independent 0/1 items that would tell as much. */
  readonly effectiveItems: number;
  /** All points are 0 or 1, so that scores move in steps of 1/items. */
  readonly whole: boolean;
}

/** The effective number is taken from the interval of this level. */
const level = 0.95;

/**
 * Posterior of a candidate's true score, the mean it would have over all exams of the same make: Beta(a, b) from a beta
 * prior and the mean on an effective number of independent 0/1 items. That number is the number of items for 0/1 points
 * of items that stand apart, and otherwise the one whose Wilson interval is as wide as `clusteredWilsonInterval`'s.
 * Null without items. Throws INTERNAL for points outside 0–1, clusters of another length or a prior outside its range.
 *
 * @example scorePosterior({ points: Float64Array.of(1, 1, 0, 1) }) // a 3.5, b 1.5, effectiveItems 4
 */
export function scorePosterior(
  { points, clusters }: CandidateScores,
  prior: ScorePrior = jeffreysPrior,
): ScorePosterior | null {
  const items = points.length;
  if (!points.every((point) => point >= 0 && point <= 1) || (clusters !== undefined && clusters.length !== items)) {
    throw new BugError("INTERNAL", `posterior of ${items} points with ${clusters?.length} clusters, or outside 0–1`);
  }
  if (!(prior.mean > 0 && prior.mean < 1 && prior.size > 0 && prior.size < Number.POSITIVE_INFINITY)) {
    throw new BugError("INTERNAL", `prior of mean ${prior.mean} and size ${prior.size}`);
  }
  if (items === 0) {
    return null;
  }
  const total = points.reduce((sum, point) => sum + point, 0);
  const mean = Math.min(1, total / items);
  const whole = points.every((point) => point === 0 || point === 1);
  const effectiveItems = effectiveSize(points, clusters, mean, whole);
  return {
    a: prior.mean * prior.size + effectiveItems * mean,
    b: (1 - prior.mean) * prior.size + effectiveItems * (1 - mean),
    mean,
    items,
    effectiveItems,
    whole,
  };
}

function effectiveSize(points: Float64Array, codes: Int32Array | undefined, mean: number, whole: boolean): number {
  const clusters = clusterIndex(codes ?? Int32Array.from(points, (_, item) => item));
  if (clusters.allSingle && whole) {
    return points.length;
  }
  const sumOfSquares = points.reduce((sum, point) => sum + point * point, 0);
  const interval = clusteredWilsonInterval(
    { sums: clusterSums(clusters, points), sizes: clusters.sizes, sumOfSquares },
    level,
  );
  return interval === null ? 0 : wilsonEffectiveSize(mean, interval, level);
}
