import { describe, expect, it } from "vitest";
import { bootstrapClusterSums } from "./cluster-bootstrap.ts";
import { groupClusterSums } from "./random-groups.ts";
import { standardDeviationOf } from "./spread-interval.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const total = (values: Float64Array = new Float64Array()): number => values.reduce((sum, value) => sum + value, 0);

describe("groupClusterSums", () => {
  it("leaves few clusters as they are", () => {
    const columns = [Float64Array.of(1, 2, 3)];
    expect(groupClusterSums(columns, { most: 3, seed: 1 })).toEqual({ columns, count: 3 });
    expect(groupClusterSums([], { most: 3, seed: 1 })).toEqual({ columns: [], count: 0 });
  });

  it("keeps totals, puts the same clusters of every column together, and as many in each group", () => {
    const ones = new Float64Array(1000).fill(1);
    const numbers = Float64Array.from(ones, (_, at) => at);
    const { columns, count } = groupClusterSums([ones, numbers, numbers], { most: 40, seed: 7 });
    expect(count).toBe(40);
    expect([...new Set(columns[0])]).toEqual([25]);
    expect(total(columns[1])).toBe(total(numbers));
    expect(columns[2]).toEqual(columns[1]);
    // At random: neighbours do not stay together.
    expect(standardDeviationOf(columns[1] ?? new Float64Array()) / 25).toBeLessThan(100);
    expect(groupClusterSums([ones, numbers, numbers], { most: 40, seed: 7 }).columns).toEqual(columns);
    expect(groupClusterSums([numbers], { most: 40, seed: 8 }).columns[0]).not.toEqual(columns[1]);
  });

  it("has the standard error of the clusters", () => {
    const words = new Uint32Array(8000);
    uniformGenerator("random-groups-test").fill(words);
    const right = Float64Array.from(words, (word) => (word % 10 < 7 ? 1 : 0));
    const size = new Float64Array(8000).fill(1);
    const error = (columns: readonly Float64Array[], clusters: number) =>
      standardDeviationOf(
        bootstrapClusterSums({ clusters, resamples: 2000, seed: 3 }, columns, ([a = 0, n = 1]) => a / n),
      );
    const { columns, count } = groupClusterSums([right, size], { most: 1000, seed: 3 });
    expect(error(columns, count) / error([right, size], 8000)).toBeCloseTo(1, 1);
    expect(error(columns, count)).toBeCloseTo(Math.sqrt((0.7 * 0.3) / 8000), 3);
  });
});
