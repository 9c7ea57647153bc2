import { BugError } from "../base/errors.ts";
import { clusterIndex, clusterSums, effectiveClusters } from "./cluster-index.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";
import { requireLevel } from "./interval.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** How often something happened that must not, and how often it may happen at most. */
export interface SevereErrorRate {
  readonly status: "estimated";
  /** Share of the replies with the event, 0–1. */
  readonly value: number;
  /** One-sided upper bound: the true rate lies below it with the confidence asked for. */
  readonly upper: number;
  /** −ln(1 − level)/n of the effective n where nothing happened, "the rule of three" at 95 %; else null. */
  readonly ruleOfThree: number | null;
  readonly events: number;
  readonly replies: number;
  /** Independent replies that the bound is worth; the replies themselves where they are not clustered. */
  readonly effectiveSize: number;
}

/**
 * Rate of severe errors (never-events) with a one-sided upper bound, for the statement "at most x % at 95 %
 * confidence": Clopper and Pearson's, exact for independent replies, and above 0 also where nothing happened, where it
 * is 1 − (1 − level)^(1/n), a little below 3/n at 95 %.
 *
 * Replies to one question are not independent. For them Korn and Graubard's bound: the same on the effective n that the
 * jackknife variance over clusters implies, never more than the replies, shrunk by the squared ratio of Student's
 * quantiles for few clusters. Where all replies or none have the event, the effective n is Kish's number of clusters.
 *
 * Not estimable without a reply. Throws INTERNAL for an event that is neither 0 nor 1 or a level outside (0, 1).
 * Source: Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404; Hanley & Lippman-Hand 1983,
 * doi:10.1001/jama.1983.03330370053031 (rule of three); Korn & Graubard 1998.
 *
 * @param events 1 for each reply with the event, 0 for the others.
 * @param clusters Cluster code of each reply.
 * @param level Confidence of the bound, 0–1.
 * @example severeErrorRate(new Float64Array(300), Int32Array.from({ length: 300 }, (_, i) => i), 0.95)
 * // { status: "estimated", value: 0, upper: 0.0099…, ruleOfThree: 0.0099…, events: 0, replies: 300,
 * // effectiveSize: 300 }
 */
export function severeErrorRate(
  events: Float64Array,
  clusters: Int32Array,
  level: number,
): SevereErrorRate | NotEstimable {
  requireLevel(level);
  const replies = events.length;
  if (clusters.length !== replies || events.some((event) => event !== 0 && event !== 1)) {
    throw new BugError("INTERNAL", `severe errors of ${replies} replies in ${clusters.length} places`);
  }
  if (replies === 0) {
    return notEstimable("no reply was looked at");
  }
  const index = clusterIndex(clusters);
  const sums = clusterSums(index, events);
  const count = sums.reduce((sum, own) => sum + own, 0);
  const value = count / replies;
  const effectiveSize = index.allSingle ? replies : clusteredSize(value, sums, index.sizes);
  const failures = value * effectiveSize;
  const others = effectiveSize - failures;
  return {
    status: "estimated",
    value,
    upper: count === replies ? 1 : inverseIncompleteBeta(1 - level, others, failures + 1).complement,
    ruleOfThree: count === 0 ? -Math.log(1 - level) / effectiveSize : null,
    events: count,
    replies,
    effectiveSize,
  };
}

function clusteredSize(value: number, sums: Float64Array, sizes: Float64Array): number {
  const clusters = sizes.length;
  const kish = effectiveClusters(sizes);
  const variance = clusteredMeanVariance(sums, sizes);
  const spread = value * (1 - value);
  if (clusters < 2 || !(spread > 1e-12) || !(variance > 1e-20)) {
    return kish;
  }
  const replies = sizes.reduce((sum, size) => sum + size, 0);
  const few = studentTQuantile(0.975, replies - 1) / studentTQuantile(0.975, clusters - 1);
  return Math.min(replies, (spread / variance) * few * few);
}
