import { expect, it } from "vitest";
import { calibrationProportions } from "./__fixtures__/clustered-sample.ts";
import { exactCoverage } from "./__fixtures__/exact-coverage.ts";
import { wilsonInterval } from "./wilson-interval.ts";

// Exact sums over all outcomes, no simulation.
it.each([
  [10, 0.92],
  [20, 0.94],
  [50, 0.945],
  [200, 0.945],
  [1000, 0.948],
])("covers 95 %% for n = %d, averaged over the proportions", (n, least) => {
  const coverages = calibrationProportions.map((proportion) => exactCoverage(proportion, n, 0.95, wilsonInterval));
  const mean = coverages.reduce((sum, coverage) => sum + coverage, 0) / coverages.length;
  expect(mean).toBeGreaterThan(least);
  expect(mean).toBeLessThan(0.965);
});
