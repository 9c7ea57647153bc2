import { expect, it } from "vitest";
import { simulatedCandidates } from "./__fixtures__/simulated-candidates.ts";
import { scorePriorOf } from "./score-prior.ts";

it("has the mean and the spread of the field's true scores, clusters or not", () => {
  for (const correlation of [0, 0.3]) {
    const design = { trueScores: [0.5, 0.8], items: 400, clusterSize: 4, correlation } as const;
    const prior = scorePriorOf(simulatedCandidates(design, 400, 3).map(({ sitting }) => sitting));
    expect(prior?.mean).toBeCloseTo(0.65, 1.5);
    // Uniform true scores have the variance 0.3²/12, and mean(1 − mean)/variance − 1 is 29.3.
    expect(prior?.size).toBeGreaterThan(24);
    expect(prior?.size).toBeLessThan(36);
  }
});

it("is worth at most the field's items where candidates are alike", () => {
  const one = { points: Float64Array.of(1, 0, 1, 1) };
  expect(scorePriorOf([one, one, one])).toEqual({ mean: 0.75, size: 12 });
});

it("is null for fewer than two candidates with items, and where all are right", () => {
  const one = { points: Float64Array.of(1, 0) };
  const right = { points: Float64Array.of(1, 1) };
  expect(scorePriorOf([])).toBeNull();
  expect(scorePriorOf([one, { points: new Float64Array(0) }])).toBeNull();
  expect(scorePriorOf([right, right])).toBeNull();
});
