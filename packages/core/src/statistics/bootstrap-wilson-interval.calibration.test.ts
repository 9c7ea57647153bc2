import { expect, it } from "vitest";
import { calibrationProportions, clusteredSampler } from "./__fixtures__/clustered-sample.ts";
import { bootstrapWilsonInterval } from "./bootstrap-wilson-interval.ts";
import { bootstrapClusterSums } from "./cluster-bootstrap.ts";
import type { Interval } from "./interval.ts";
import { percentileInterval } from "./percentile-interval.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 40 : 1000;
const covers = (bounds: Interval | null, truth: number): number =>
  bounds !== null && bounds.low <= truth && truth <= bounds.high ? 1 : 0;

it.each([
  { clusters: 7, least: 0.92, percentileMost: 0.9 },
  { clusters: 20, least: 0.94, percentileMost: 0.94 },
  { clusters: 50, least: 0.94, percentileMost: 0.95 },
])("covers 95 % with $clusters clusters of 1–5, where percentile intervals do not", (design) => {
  const { clusters, least, percentileMost } = design;
  const sampler = clusteredSampler({ draw: { clusters }, sizes: [1, 5], correlation: 0.4 }, 23);
  let covered = 0;
  let coveredByPercentile = 0;
  let tried = 0;
  for (const proportion of calibrationProportions) {
    for (let sample = 0; sample < samples; sample++) {
      const { sums, sizes } = sampler(proportion);
      const plan = { clusters, resamples: 200, seed: sample };
      const replicates = bootstrapClusterSums(plan, [sums, sizes], (s) => (s[0] ?? 0) / (s[1] ?? 1));
      const rows = sizes.reduce((sum, size) => sum + size, 0);
      const value = sums.reduce((sum, part) => sum + part, 0) / rows;
      const bounds = bootstrapWilsonInterval({ value, replicates, clusterWeights: sizes, rows }, 0.95);
      covered += covers(bounds, proportion);
      coveredByPercentile += covers(percentileInterval(replicates, clusters, 0.95), proportion);
      tried += 1;
    }
  }
  expect(covered / tried).toBeGreaterThanOrEqual(least);
  expect(coveredByPercentile / tried).toBeLessThan(percentileMost);
});
