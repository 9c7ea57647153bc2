import { describe, expect, it } from "vitest";
import { standardisedChiSquare } from "./__fixtures__/chi-square.ts";
import { bootstrapClusterCounts, bootstrapClusterSums } from "./cluster-bootstrap.ts";

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const ratio = (sums: Float64Array): number => (sums[0] ?? 0) / (sums[1] ?? 1);

describe("bootstrapClusterSums", () => {
  const sums = Float64Array.of(3, 0, 2, 1);
  const sizes = Float64Array.of(3, 3, 3, 3);

  it("draws from the exact distribution over all 4⁴ resamples", () => {
    const exact = new Map<number, number>();
    for (let code = 0; code < 256; code++) {
      const total = [0, 1, 2, 3].reduce((sum, place) => sum + (sums[(code >> (2 * place)) & 3] ?? 0), 0);
      exact.set(total, (exact.get(total) ?? 0) + 1);
    }
    const totals = [...exact.keys()].sort((a, b) => a - b);
    const resamples = 50_000;
    const drawn = bootstrapClusterSums({ clusters: 4, resamples, seed: 3 }, [sums, sizes], ratio);
    const observed = totals.map((total) => drawn.filter((value) => Math.round(value * 12) === total).length);
    const expected = totals.map((total) => ((exact.get(total) ?? 0) / 256) * resamples);
    expect(Math.abs(standardisedChiSquare(observed, expected))).toBeLessThan(4);
  });

  it("gives the same with the same seed, and something else with another", () => {
    const draw = (seed: number) => bootstrapClusterSums({ clusters: 4, resamples: 20, seed }, [sums, sizes], ratio);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("takes any number of columns", () => {
    const plan = { clusters: 4, resamples: 30, seed: 5 };
    const three = bootstrapClusterSums(plan, [sums, sizes, sums], (s) => (s[2] ?? 0) / (s[1] ?? 1));
    expect(three).toEqual(bootstrapClusterSums(plan, [sums, sizes], ratio));
    const one = bootstrapClusterSums(plan, [sizes], (s) => s[0] ?? 0);
    expect([...one].every((value) => value === 12)).toBe(true);
  });

  it("has no value to give without clusters", () => {
    expect([...bootstrapClusterSums({ clusters: 0, resamples: 2, seed: 1 }, [], () => 1)]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe("bootstrapClusterCounts", () => {
  it("draws as many clusters as there are, with replacement", () => {
    const distinct = bootstrapClusterCounts({ clusters: 500, resamples: 50, seed: 1 }, (counts) => {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
      return counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) / 500;
    });
    // A share of 1 − 1/e of the clusters is drawn at all.
    expect(mean(distinct)).toBeCloseTo(1 - Math.exp(-1), 2);
  });

  it("draws every cluster equally often", () => {
    const clusters = 97;
    const totals = new Array<number>(clusters).fill(0);
    bootstrapClusterCounts({ clusters, resamples: 2000, seed: 9 }, (counts) => {
      for (const [cluster, count] of counts.entries()) {
        totals[cluster] = (totals[cluster] ?? 0) + count;
      }
      return 0;
    });
    expect(Math.abs(standardisedChiSquare(totals, new Array(clusters).fill(2000)))).toBeLessThan(4);
  });
});
