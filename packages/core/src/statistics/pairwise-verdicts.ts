import { BugError } from "../base/errors.ts";
import { type ClusterIndex, clusterIndex } from "./cluster-index.ts";

/** Verdicts on pairs of models; the four arrays are parallel. */
export interface PairwiseVerdicts {
  /** Number of each model, from 0. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** 1 where the first model's reply won, 0 where the second's did, 0.5 for a tie. */
  readonly outcome: Float64Array;
  /** Cluster code of each verdict (the question). */
  readonly clusters: Int32Array;
}

/** Wins and ties of all pairs of models, row by row: what the row's model won against the column's. */
export interface PairCounts {
  readonly models: number;
  readonly wins: Float64Array;
  /** Ties, the same in both triangles. */
  readonly ties: Float64Array;
}

/** Index the clusters of verdicts. Throws INTERNAL for a verdict on no pair of the models, or one that is none. */
export function checkedVerdicts(verdicts: PairwiseVerdicts, models: number): ClusterIndex {
  const { first, second, outcome, clusters } = verdicts;
  const n = outcome.length;
  if (first.length !== n || second.length !== n || clusters.length !== n) {
    throw new BugError("INTERNAL", `${n} verdicts on ${first.length} and ${second.length} models`);
  }
  for (let i = 0; i < n; i++) {
    const one = first[i] ?? -1;
    const other = second[i] ?? -1;
    const verdict = outcome[i] ?? -1;
    if (!(one >= 0 && one < models && other >= 0 && other < models && one !== other)) {
      throw new BugError("INTERNAL", `a verdict on the models ${one} and ${other} of ${models}`);
    }
    if (verdict !== 0 && verdict !== 0.5 && verdict !== 1) {
      throw new BugError("INTERNAL", `a verdict of ${verdict}`);
    }
  }
  return clusterIndex(clusters);
}

/** Overwrite the counts with each verdict taken as often as its weight says. */
export function countPairs(
  { first, second, outcome }: PairwiseVerdicts,
  weightOf: (verdict: number) => number,
  { models, wins, ties }: PairCounts,
): void {
  wins.fill(0);
  ties.fill(0);
  for (let i = 0; i < outcome.length; i++) {
    const weight = weightOf(i);
    const forward = (first[i] ?? 0) * models + (second[i] ?? 0);
    const backward = (second[i] ?? 0) * models + (first[i] ?? 0);
    if (outcome[i] === 0.5) {
      ties[forward] = (ties[forward] ?? 0) + weight;
      ties[backward] = (ties[backward] ?? 0) + weight;
    } else {
      const won = outcome[i] === 1 ? forward : backward;
      wins[won] = (wins[won] ?? 0) + weight;
    }
  }
}

/** A table without any verdict. */
export function emptyPairs(models: number): PairCounts {
  return { models, wins: new Float64Array(models * models), ties: new Float64Array(models * models) };
}
