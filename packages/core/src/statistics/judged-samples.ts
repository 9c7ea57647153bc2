import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";

/** What a judge said of many replies, and people of some of them. */
export interface JudgedReplies {
  /** Replies that people rated too, drawn at random; the three arrays are parallel. */
  readonly labelled: { readonly human: Float64Array; readonly judge: Float64Array; readonly clusters: Int32Array };
  /** The other replies; the two arrays are parallel. */
  readonly unlabelled: { readonly judge: Float64Array; readonly clusters: Int32Array };
}

/** A part of the replies, summed. The arrays hold one number a cluster, 0 for clusters without such a reply. */
export interface ClusterTotals {
  readonly sizes: Float64Array;
  readonly human: Float64Array;
  readonly judge: Float64Array;
  /** Replies, and their sums of ratings, of squared ratings and of products. */
  readonly n: number;
  readonly sumHuman: number;
  readonly sumJudge: number;
  readonly squaresHuman: number;
  readonly squaresJudge: number;
  readonly products: number;
}

/** Both parts, their clusters numbered alike, so that a cluster with replies in both is one. */
export interface JudgedSamples {
  readonly labelled: ClusterTotals;
  /** `human` is 0 throughout. */
  readonly unlabelled: ClusterTotals;
}

/**
 * Sum up the replies by cluster, for `powerTuning` and `poweredEstimate`; a part may be empty. Throws INTERNAL for
 * arrays of different length or a rating that is not finite.
 */
export function judgedSamples({ labelled, unlabelled }: JudgedReplies): JudgedSamples {
  const n = labelled.human.length;
  const others = unlabelled.judge.length;
  if (labelled.judge.length !== n || labelled.clusters.length !== n || unlabelled.clusters.length !== others) {
    throw new BugError("INTERNAL", `${n} human ratings, ${labelled.judge.length} and ${others} of the judge`);
  }
  const codes = new Int32Array(n + others);
  codes.set(labelled.clusters);
  codes.set(unlabelled.clusters, n);
  const { of, count } = clusterIndex(codes);
  return {
    labelled: totalsOf(labelled.human, labelled.judge, of.subarray(0, n), count),
    unlabelled: totalsOf(new Float64Array(others), unlabelled.judge, of.subarray(n), count),
  };
}

function totalsOf(human: Float64Array, judge: Float64Array, of: Int32Array, count: number): ClusterTotals {
  const sizes = new Float64Array(count);
  const humanSums = new Float64Array(count);
  const judgeSums = new Float64Array(count);
  const total = { sumHuman: 0, sumJudge: 0, squaresHuman: 0, squaresJudge: 0, products: 0 };
  for (let i = 0; i < of.length; i++) {
    const one = human[i] ?? Number.NaN;
    const other = judge[i] ?? Number.NaN;
    const cluster = of[i] ?? 0;
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    humanSums[cluster] = (humanSums[cluster] ?? 0) + one;
    judgeSums[cluster] = (judgeSums[cluster] ?? 0) + other;
    total.sumHuman += one;
    total.sumJudge += other;
    total.squaresHuman += one * one;
    total.squaresJudge += other * other;
    total.products += one * other;
  }
  if (!Number.isFinite(total.squaresHuman + total.squaresJudge)) {
    throw new BugError("INTERNAL", "a rating that is missing or not finite");
  }
  return { sizes, human: humanSums, judge: judgeSums, n: of.length, ...total };
}

/**
 * The weight λ that makes the prediction-powered mean vary least: cov(human, judge)/((1 + n/N) · var(judge)), with the
 * covariance of the labelled replies and the variance of all, held within 0–1: 0 leaves the judge out, 1 trusts its
 * mean in full. 0 where there is no unlabelled reply or the judge says the same of all.
 * Source: Angelopoulos, Duchi & Zrnic 2023, PPI++, arXiv:2311.01453, section 6.
 */
export function powerTuning({ labelled, unlabelled }: JudgedSamples): number {
  const { n } = labelled;
  const all = n + unlabelled.n;
  const covariance = labelled.products / n - (labelled.sumHuman / n) * (labelled.sumJudge / n);
  const mean = (labelled.sumJudge + unlabelled.sumJudge) / all;
  const squares = labelled.squaresJudge + unlabelled.squaresJudge;
  const variance = (squares - all * mean * mean) / (all - 1);
  if (unlabelled.n === 0 || !(variance > 1e-12 * (squares / all))) {
    return 0;
  }
  return Math.min(1, Math.max(0, covariance / ((1 + n / unlabelled.n) * variance)));
}
