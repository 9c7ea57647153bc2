import type { CandidateScores } from "../score-posterior.ts";
import { uniformGenerator } from "../uniform-generator.ts";

/** How candidates and their exams come about. */
export interface CandidateDesign {
  /** True scores are uniform between these two. */
  readonly trueScores: readonly [least: number, most: number];
  readonly items: number;
  /** Items of a cluster; the last one may be smaller. */
  readonly clusterSize: number;
  /** Correlation of two items of a cluster, 0 to below 1. */
  readonly correlation: number;
}

/** A candidate whose true score is known, at two sittings. */
export interface SimulatedCandidate {
  readonly trueScore: number;
  readonly sitting: CandidateScores;
  readonly nextSitting: CandidateScores;
}

/** Candidates with beta-binomial clusters (a Pólya urn each); the same seed gives the same candidates. */
export function simulatedCandidates(design: CandidateDesign, count: number, seed: number): SimulatedCandidate[] {
  const generator = uniformGenerator("simulated-candidates", seed);
  const { items, clusterSize, correlation } = design;
  const [least, most] = design.trueScores;
  const clusters = Int32Array.from({ length: items }, (_, item) => Math.floor(item / clusterSize));
  const sit = (trueScore: number): CandidateScores => {
    const weight = 1 / correlation - 1;
    let right = 0;
    const points = Float64Array.from({ length: items }, (_, item) => {
      const place = item % clusterSize;
      right = place === 0 ? 0 : right;
      const chance = correlation === 0 ? trueScore : (weight * trueScore + right) / (weight + place);
      const point = generator.fraction() < chance ? 1 : 0;
      right += point;
      return point;
    });
    return { points, clusters };
  };
  return Array.from({ length: count }, () => {
    const trueScore = least + (most - least) * generator.fraction();
    return { trueScore, sitting: sit(trueScore), nextSitting: sit(trueScore) };
  });
}
