import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterIndex, clusterSums, effectiveClusters } from "./cluster-index.ts";

describe("clusterIndex", () => {
  it("numbers clusters in ascending order of their codes", () => {
    expect(clusterIndex(Int32Array.of(7, 3, 7, 100))).toEqual({
      count: 3,
      of: Int32Array.of(1, 0, 1, 2),
      sizes: Float64Array.of(1, 2, 1),
      allSingle: false,
    });
  });

  it("says when every cluster is a single observation", () => {
    expect(clusterIndex(Int32Array.of(5, 2, 9)).allSingle).toBe(true);
  });

  it("finds no cluster in nothing", () => {
    expect(clusterIndex(new Int32Array(0))).toMatchObject({ count: 0, allSingle: true });
  });

  it("numbers alike in any order, for dense, sparse and negative codes", () => {
    const dense = fc.integer({ min: 0, max: 30 });
    const sparse = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const codes = fc.oneof(fc.array(dense), fc.array(sparse), fc.array(fc.constantFrom(-2147483648, 0, 2147483647)));
    fc.assert(
      fc.property(codes, (list) => {
        const index = clusterIndex(Int32Array.from(list));
        const sorted = [...new Set(list)].sort((a, b) => a - b);
        expect([...index.of]).toEqual(list.map((code) => sorted.indexOf(code)));
        expect([...index.sizes]).toEqual(sorted.map((code) => list.filter((other) => other === code).length));
        expect(index.count).toBe(sorted.length);
      }),
    );
  });
});

it("clusterSums adds up the values of each cluster", () => {
  const index = clusterIndex(Int32Array.of(7, 3, 7));
  expect(clusterSums(index, Float64Array.of(1, 10, 100))).toEqual(Float64Array.of(10, 101));
});

describe("effectiveClusters", () => {
  it("is the number of clusters when they are of one size", () => {
    expect(effectiveClusters(Float64Array.of(4, 4, 4))).toBe(3);
  });

  it("is near 1 when one cluster dominates, and 0 without any", () => {
    expect(effectiveClusters(Float64Array.of(1000, 1))).toBeCloseTo(1.002, 3);
    expect(effectiveClusters(new Float64Array(0))).toBe(0);
  });
});
