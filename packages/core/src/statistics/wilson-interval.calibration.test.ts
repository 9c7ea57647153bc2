import { expect, it } from "vitest";
import { calibrationProportions } from "./__fixtures__/clustered-sample.ts";
import { exactCoverage } from "./__fixtures__/exact-coverage.ts";
import { wilsonInterval } from "./wilson-interval.ts";

// Exact sums over all outcomes, no simulation.
it.each([
  { n: 10, least: 0.92 },
  { n: 20, least: 0.94 },
  { n: 50, least: 0.945 },
  { n: 200, least: 0.945 },
  { n: 1000, least: 0.948 },
])("covers 95 % for n = $n, averaged over the proportions", ({ n, least }) => {
  const coverages = calibrationProportions.map((proportion) => exactCoverage(proportion, n, 0.95, wilsonInterval));
  const mean = coverages.reduce((sum, coverage) => sum + coverage, 0) / coverages.length;
  expect(mean).toBeGreaterThan(least);
  expect(mean).toBeLessThan(0.965);
});
