import { describe, expect, it } from "vitest";
import golden from "./__golden__/clustered.json" with { type: "json" };
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const interval = (sums: readonly number[], sizes: readonly number[]) =>
  clusteredWilsonInterval({ sums: Float64Array.from(sums), sizes: Float64Array.from(sizes) }, 0.95);
const width = (bounds: { readonly low: number; readonly high: number } | null): number =>
  bounds === null ? Number.NaN : bounds.high - bounds.low;

describe("clusteredWilsonInterval", () => {
  it.each(golden.cases)("of $sums in $sizes is what the definition gives", ({ sums, sizes, wilson95 }) => {
    const { low, high } = interval(sums, sizes) ?? { low: Number.NaN, high: Number.NaN };
    expect(low).toBeCloseTo(wilson95[0] ?? Number.NaN, 11);
    expect(high).toBeCloseTo(wilson95[1] ?? Number.NaN, 11);
  });

  it("of all right counts each cluster once, touching 1", () => {
    expect(interval([5, 5, 5, 5], [5, 5, 5, 5])).toEqual(wilsonInterval(4, 4, 0.95));
  });

  it("of all wrong counts each cluster once, touching 0", () => {
    expect(interval([0, 0, 0], [2, 2, 2])).toEqual(wilsonInterval(0, 3, 0.95));
  });

  it("of one cluster is that of one observation", () => {
    expect(interval([3], [5])).toEqual(wilsonInterval(0.6, 1, 0.95));
  });

  it("of clusters that are all alike is not taken for certainty", () => {
    // Each item is right in one of two repeats: no variance between clusters, but 20 rows at most.
    const alike = interval(new Array(10).fill(1), new Array(10).fill(2));
    expect(width(alike)).toBeGreaterThan(width(wilsonInterval(10, 20, 0.95)));
  });

  it("is null without rows", () => {
    expect(interval([], [])).toBeNull();
  });

  it("of perfectly copied rows is about that of the clusters alone", () => {
    const right = Array.from({ length: 400 }, (_, index) => (index % 4 === 0 ? 0 : 1));
    const copied = interval(
      right.map((value) => value * 5),
      right.map(() => 5),
    );
    expect(width(copied) / width(wilsonInterval(300, 400, 0.95))).toBeCloseTo(1, 2);
  });

  it("of many single clusters is about Wilson's", () => {
    const right = Array.from({ length: 4000 }, (_, index) => (index % 5 === 0 ? 0 : 1));
    const single = interval(
      right,
      right.map(() => 1),
    );
    expect(single?.low).toBeCloseTo(wilsonInterval(3200, 4000, 0.95)?.low ?? Number.NaN, 4);
  });

  it("uses the smaller variance of partial credit", () => {
    const sums = Float64Array.from({ length: 50 }, (_, index) => 0.4 + (index % 5) * 0.05);
    const sizes = new Float64Array(50).fill(1);
    const sumOfSquares = sums.reduce((sum, value) => sum + value * value, 0);
    const partial = clusteredWilsonInterval({ sums, sizes, sumOfSquares }, 0.95);
    expect(width(partial)).toBeLessThan(width(wilsonInterval(25, 50, 0.95)) / 4);
  });

  it("refuses what are not clusters of 0–1 points", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => interval([1], [1, 1])).toThrow(internal);
    expect(() => interval([0], [0])).toThrow(internal);
    expect(() => interval([3, 1], [2, 1])).toThrow(internal);
    expect(() => interval([Number.NaN], [1])).toThrow(internal);
  });
});
