import fc from "fast-check";
import { expect, it } from "vitest";
import { bootstrapClusterCounts, bootstrapClusterSums } from "./cluster-bootstrap.ts";

const clusters = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 })), {
  minLength: 1,
  maxLength: 30,
});

it("draws the same clusters for sums and for counts, and so for every statistic and model", () => {
  fc.assert(
    fc.property(clusters, fc.nat(), (list, seed) => {
      const plan = { clusters: list.length, resamples: 5, seed };
      const sums = Float64Array.from(list, ([sum]) => sum);
      const sizes = Float64Array.from(list, ([, size]) => size);
      const bySums = bootstrapClusterSums(plan, [sums, sizes], (s) => (s[0] ?? 0) / (s[1] ?? 1));
      const byCounts = bootstrapClusterCounts(plan, (counts) => {
        const total = (values: Float64Array): number =>
          values.reduce((sum, value, cluster) => sum + value * (counts[cluster] ?? 0), 0);
        return total(sums) / total(sizes);
      });
      for (const [resample, value] of bySums.entries()) {
        expect(value).toBeCloseTo(byCounts[resample] ?? Number.NaN, 12);
      }
    }),
  );
});

it("never leaves the range of the clusters' own values", () => {
  fc.assert(
    fc.property(clusters, fc.nat(), (list, seed) => {
      const means = list.map(([sum, size]) => sum / size);
      const drawn = bootstrapClusterSums(
        { clusters: list.length, resamples: 5, seed },
        [Float64Array.from(list, ([sum]) => sum), Float64Array.from(list, ([, size]) => size)],
        (s) => (s[0] ?? 0) / (s[1] ?? 1),
      );
      for (const value of drawn) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...means) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(...means) + 1e-12);
      }
    }),
  );
});
