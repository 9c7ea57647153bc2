import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** Accuracy of the surest answers. */
export interface SelectiveAccuracy extends Interval {
  /** Share right of the answers taken, 0–1. */
  readonly value: number;
  /** Answers taken; not whole where the last ones are tied and only a part of them is wanted. */
  readonly n: number;
  /** Confidence of the least sure answer taken. */
  readonly threshold: number;
}

/**
 * Accuracy of the surest share of the answers. Where the limit falls among answers of equal confidence, all of them count
 * with the part that is needed: the mean over all ways to choose among them. Wilson's interval, clustered where answers
 * are; it takes the threshold as given. Null without an answer.
 * Throws INTERNAL as `requireConfidentAnswers`, for a coverage outside 0 (excluded) to 1 and a level outside 0–1.
 * Source: Geifman & El-Yaniv 2017, arXiv 1705.08500.
 *
 * @param coverage Share of the answers to take, 0–1.
 */
export function selectiveAccuracy(
  answers: ConfidentAnswers,
  coverage: number,
  level: number,
): SelectiveAccuracy | null {
  requireConfidentAnswers(answers);
  requireLevel(level);
  if (!(coverage > 0 && coverage <= 1)) {
    throw new BugError("INTERNAL", `coverage of ${coverage}`);
  }
  const { confidences, right } = answers;
  const total = right.length;
  if (total === 0) {
    return null;
  }
  const wanted = coverage * total;
  const sorted = Float64Array.from(confidences).sort().reverse();
  // A hair below, so that 0.7 · 10 takes seven answers and not a sliver of the eighth.
  const threshold = sorted[Math.min(total - 1, Math.max(0, Math.ceil(wanted - 1e-9) - 1))] ?? 0;
  const above = sorted.findLastIndex((confidence) => confidence > threshold) + 1;
  const tied = sorted.lastIndexOf(threshold) + 1 - above;
  const part = Math.min(1, (wanted - above) / tied);
  const { allSingle, of, count } = clusterIndex(answers.clusters);
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let i = 0; i < total; i++) {
    const confidence = confidences[i] ?? 0;
    const weight = confidence > threshold ? 1 : confidence === threshold ? part : 0;
    sizes[of[i] ?? 0] = (sizes[of[i] ?? 0] ?? 0) + weight;
    sums[of[i] ?? 0] = (sums[of[i] ?? 0] ?? 0) + weight * (right[i] ?? 0);
  }
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const points = Math.min(
    n,
    sums.reduce((sum, own) => sum + own, 0),
  );
  const taken = (_: number, cluster: number): boolean => (sizes[cluster] ?? 0) > 0;
  const interval = allSingle
    ? wilsonInterval(points, n, level)
    : clusteredWilsonInterval({ sums: sums.filter(taken), sizes: sizes.filter(taken) }, level);
  return interval === null ? null : { value: points / n, ...interval, n, threshold };
}
