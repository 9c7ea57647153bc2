import { expect, it } from "vitest";
import { standardisedChiSquare } from "./__fixtures__/chi-square.ts";
import { clusterCounter } from "./resample-counts.ts";

it("draws as many clusters as there are, each equally often", () => {
  const clusters = 53;
  const draw = clusterCounter({ seed: 4, clusters });
  const counts = new Int32Array(clusters);
  const totals = new Array<number>(clusters).fill(0);
  for (let resample = 0; resample < 2000; resample++) {
    draw(resample, counts);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(clusters);
    for (const [cluster, count] of counts.entries()) {
      totals[cluster] = (totals[cluster] ?? 0) + count;
    }
  }
  expect(Math.abs(standardisedChiSquare(totals, new Array(clusters).fill(2000)))).toBeLessThan(4);
});

it("depends on seed, number of clusters and resample, and not on what was drawn before", () => {
  const draw = (seed: number, clusters: number, resample: number, before = 0): number[] => {
    const counter = clusterCounter({ seed, clusters });
    const counts = new Int32Array(clusters);
    counter(before, counts);
    counter(resample, counts);
    return [...counts];
  };
  expect(draw(1, 40, 7, 2)).toEqual(draw(1, 40, 7, 5));
  expect(draw(1, 40, 7)).not.toEqual(draw(1, 40, 8));
  expect(draw(1, 40, 7)).not.toEqual(draw(2, 40, 7));
  expect(draw(1, 41, 7).slice(0, 40)).not.toEqual(draw(1, 40, 7));
});
