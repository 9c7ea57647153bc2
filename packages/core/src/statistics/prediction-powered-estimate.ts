import { clusterShifts } from "./cluster-shifts.ts";
import { clusteredDegrees } from "./clustered-degrees.ts";
import type { ClusterTotals, JudgedSamples } from "./judged-samples.ts";

/** A prediction-powered mean and how much it varies. */
export interface PoweredEstimate {
  readonly value: number;
  readonly variance: number;
  /** What the labelled replies add to it: 0 where human − λ · judge is the same for all of them. */
  readonly labelledVariance: number;
  /** Degrees of freedom behind the variance, at least 1. */
  readonly degrees: number;
  /** Clusters with labelled replies. */
  readonly labelledClusters: number;
  /** Design effect of the labelled replies: their variance over that of as many independent ones, at least 1. */
  readonly designEffect: number;
}

/**
 * λ · mean of the judge over the unlabelled + mean of (human − λ · judge) over the labelled replies, with the
 * delete-one-cluster jackknife variance of each mean; a cluster with replies in both parts counts with the sum of its
 * two effects. The degrees of freedom are Satterthwaite's of the two parts. Where λ was estimated, one degree of the
 * labelled part pays for it, in the variance too.
 *
 * NaN in `variance` with fewer than two labelled clusters (three where λ was estimated).
 */
export function poweredEstimate(samples: JudgedSamples, lambda: number, lambdaEstimated: boolean): PoweredEstimate {
  const { labelled, unlabelled } = samples;
  const residuals = labelled.human.map((sum, cluster) => sum - lambda * (labelled.judge[cluster] ?? 0));
  const weighted = unlabelled.judge.map((sum) => lambda * sum);
  const squares = labelled.squaresHuman - 2 * lambda * labelled.products + lambda * lambda * labelled.squaresJudge;
  const first = clusterShifts(residuals, labelled.sizes);
  const second = clusterShifts(weighted, unlabelled.sizes);
  const paid = lambdaEstimated ? 2 : 1;
  const correction = first.clusters > paid ? (first.clusters - 1) / (first.clusters - paid) : Number.NaN;
  let own = 0;
  let others = 0;
  let both = 0;
  for (let cluster = 0; cluster < first.shifts.length; cluster++) {
    const one = Math.sqrt(correction) * (first.shifts[cluster] ?? 0);
    const other = second.shifts[cluster] ?? 0;
    own += one * one;
    others += other * other;
    both += (one + other) * (one + other);
  }
  const rows = Math.max(0, squares / labelled.n - first.mean * first.mean) / Math.max(1, labelled.n - paid);
  const designEffect = rows > 0 ? Math.max(1, own / rows) : 1;
  const degrees = Math.max(1, degreesOf(labelled, designEffect) - (paid - 1));
  const sum = own + others;
  const ofOthers = second.clusters > 1 ? (others * others) / (second.clusters - 1) : 0;
  return {
    value: first.mean + second.mean,
    variance: both,
    labelledVariance: own,
    degrees: sum > 0 ? (sum * sum) / ((own * own) / degrees + ofOthers) : degrees,
    labelledClusters: first.clusters,
    designEffect,
  };
}

function degreesOf({ sizes }: ClusterTotals, designEffect: number): number {
  return clusteredDegrees(
    sizes.filter((size) => size > 0),
    designEffect,
  );
}
