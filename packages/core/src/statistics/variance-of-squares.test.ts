import { expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import { pairedDifference } from "./paired-difference.ts";
import { varianceOfSquares } from "./variance-of-squares.ts";

it("is the variance, and 0 where nothing but rounding is left", () => {
  expect(varianceOfSquares(0.5, 0.5)).toBe(0.25);
  expect(varianceOfSquares(1 / 9 + 2e-17, 1 / 3)).toBe(0);
  expect(varianceOfSquares(0, 0)).toBe(0);
});

it("gives equal fractions of a point the width of as many answers, and not none", () => {
  for (const share of [1 / 3, 0.1, 0.7]) {
    const sums = new Float64Array(20).fill(share);
    const interval = clusteredWilsonInterval(
      { sums, sizes: new Float64Array(20).fill(1), sumOfSquares: sums.reduce((sum, point) => sum + point * point, 0) },
      0.95,
    );
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(0.2);
    const compared = pairedDifference(sums, new Float64Array(20), clusterIndex(Int32Array.from(sums.keys())));
    expect(compared?.effectiveSize).toBe(20);
  }
});
