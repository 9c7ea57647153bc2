import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";
import { clusterShifts } from "./cluster-shifts.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { studentTTwoSided } from "./student-t-cdf.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** One judge's scores beside those of other judges on the same replies; the four arrays are parallel. */
export interface FamilyScores {
  readonly judge: Float64Array;
  /** Mean score of the other judges for the same reply, on the same scale. */
  readonly others: Float64Array;
  /** 1 where the reply is by a model of the judge's own family, else 0. */
  readonly own: Uint8Array;
  /** Cluster code of each reply (the question); replies of both kinds to one question share it. */
  readonly clusters: Int32Array;
}

/** How much a judge favours its own family, in points of the scores. */
export interface SelfPreference extends Interval {
  readonly status: "estimated";
  /** `ownGap` − `otherGap`. */
  readonly value: number;
  /** Two-sided p-value of no preference. */
  readonly p: number;
  readonly degrees: number;
  /** Mean of judge − others on its own family's replies, and on all other replies. */
  readonly ownGap: number;
  readonly otherGap: number;
  readonly ownReplies: number;
  readonly otherReplies: number;
}

/**
 * Self-preference of a judge: how much more it gives to replies of its own family than the other judges do, beyond what
 * it gives more to replies of others. A judge that is milder than the rest with everybody has none, and a family that
 * is really better is scored so by the other judges too. The difference of differences with a jackknife variance over
 * clusters, in which replies to one question count together, and Student's t on Satterthwaite's degrees of freedom.
 *
 * The other judges should not be of the same family as the judge, nor of a rated model's. Not estimable, with the
 * reason: fewer than two clusters with replies of the own family, or of others; or differences between judges that do
 * not vary. Throws INTERNAL for arrays of different length, scores that are not finite or a level outside (0, 1).
 * Source: Panickssery, Bowman & Feng 2024, arXiv:2404.13076; Wataoka, Takahashi & Ri 2024, arXiv:2410.21819; MacKinnon,
 * Nielsen & Webb 2023, doi:10.1002/jae.2969 (variance).
 *
 * @example
 * const judge = Float64Array.of(5, 4, 5, 3, 4, 3);
 * const others = Float64Array.of(4, 4, 3, 3, 3, 3);
 * selfPreference({ judge, others, own: Uint8Array.of(1, 1, 1, 0, 0, 0), clusters: Int32Array.of(0, 1, 2, 0, 1,
 *   2) }, 0.95)
 * // value 0.6666…: own family 1 above the other judges, others' replies 0.3333… above
 */
export function selfPreference(scores: FamilyScores, level: number): SelfPreference | NotEstimable {
  requireLevel(level);
  const { judge, others, own, clusters } = scores;
  const n = judge.length;
  if (others.length !== n || own.length !== n || clusters.length !== n) {
    throw new BugError("INTERNAL", `scores of ${n} and ${others.length} replies`);
  }
  const { of, count } = clusterIndex(clusters);
  const sums = [new Float64Array(count), new Float64Array(count)] as const;
  const sizes = [new Float64Array(count), new Float64Array(count)] as const;
  const replies = [0, 0];
  for (let i = 0; i < n; i++) {
    const gap = (judge[i] ?? Number.NaN) - (others[i] ?? Number.NaN);
    if (!Number.isFinite(gap)) {
      throw new BugError("INTERNAL", `a difference between judges of ${gap}`);
    }
    const part = own[i] === 1 ? 0 : 1;
    const cluster = of[i] ?? 0;
    sums[part][cluster] = (sums[part][cluster] ?? 0) + gap;
    sizes[part][cluster] = (sizes[part][cluster] ?? 0) + 1;
    replies[part] = (replies[part] ?? 0) + 1;
  }
  const ours = clusterShifts(sums[0], sizes[0]);
  const theirs = clusterShifts(sums[1], sizes[1]);
  if (ours.clusters < 2 || theirs.clusters < 2) {
    return notEstimable(
      `fewer than two questions have a reply of ${ours.clusters < 2 ? "the judge's own family" : "another family"}`,
    );
  }
  let ofOurs = 0;
  let ofTheirs = 0;
  let variance = 0;
  for (let cluster = 0; cluster < count; cluster++) {
    const one = ours.shifts[cluster] ?? 0;
    const other = theirs.shifts[cluster] ?? 0;
    ofOurs += one * one;
    ofTheirs += other * other;
    variance += (one - other) * (one - other);
  }
  if (!(variance > 1e-24 * (ours.mean * ours.mean + theirs.mean * theirs.mean))) {
    return notEstimable("the difference between the judges is the same for all replies");
  }
  const value = ours.mean - theirs.mean;
  const degrees =
    (ofOurs + ofTheirs) ** 2 / (ofOurs ** 2 / (ours.clusters - 1) + ofTheirs ** 2 / (theirs.clusters - 1));
  const error = Math.sqrt(variance);
  const half = studentTQuantile((1 + level) / 2, degrees) * error;
  return {
    status: "estimated",
    value,
    low: value - half,
    high: value + half,
    p: studentTTwoSided(value / error, degrees),
    degrees,
    ownGap: ours.mean,
    otherGap: theirs.mean,
    ownReplies: replies[0] ?? 0,
    otherReplies: replies[1] ?? 0,
  };
}
