import { expect, it } from "vitest";
import { clusteredSampler } from "./__fixtures__/clustered-sample.ts";
import { bootstrapClusterSums } from "./cluster-bootstrap.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";
import { percentileInterval } from "./percentile-interval.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 1000 : 100;
const resamples = slow ? 1000 : 300;

it("has the variance that theory gives for uneven, correlated clusters", () => {
  const { sums, sizes } = clusteredSampler({ draw: { clusters: 300 }, sizes: [1, 5], correlation: 0.4 }, 5)(0.6);
  const plan = { clusters: 300, resamples: 5000, seed: 1 };
  const drawn = bootstrapClusterSums(plan, [sums, sizes], (s) => (s[0] ?? 0) / (s[1] ?? 1));
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
  expect(variance / clusteredMeanVariance(sums, sizes)).toBeGreaterThan(0.93);
  expect(variance / clusteredMeanVariance(sums, sizes)).toBeLessThan(1.05);
});

// Percentile intervals are for differences and other statistics without bounds close by: the middle proportions.
it.each([
  { clusters: 20, least: 0.92 },
  { clusters: 50, least: 0.93 },
  { clusters: 200, least: 0.93 },
])("expanded percentile intervals cover 95 % with $clusters clusters", ({ clusters, least }) => {
  const sampler = clusteredSampler({ draw: { clusters }, sizes: [1, 5], correlation: 0.3 }, 11);
  let covered = 0;
  let tried = 0;
  for (const proportion of [0.3, 0.4, 0.5, 0.6, 0.7]) {
    for (let sample = 0; sample < samples; sample++) {
      const { sums, sizes } = sampler(proportion);
      const plan = { clusters, resamples, seed: sample };
      const drawn = bootstrapClusterSums(plan, [sums, sizes], (s) => (s[0] ?? 0) / (s[1] ?? 1));
      const bounds = percentileInterval(drawn, clusters, 0.95);
      covered += bounds !== null && bounds.low <= proportion && proportion <= bounds.high ? 1 : 0;
      tried += 1;
    }
  }
  expect(covered / tried).toBeGreaterThanOrEqual(least);
  expect(covered / tried).toBeLessThanOrEqual(0.975);
});
