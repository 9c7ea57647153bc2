import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/clustered.json" with { type: "json" };
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";

describe("clusteredMeanVariance", () => {
  it.each(golden.cases)("of $sums in $sizes is the jackknife's", ({ sums, sizes, jackknife }) => {
    const variance = clusteredMeanVariance(Float64Array.from(sums), Float64Array.from(sizes));
    expect(relativeError(variance, jackknife)).toBeLessThan(1e-12);
  });

  it.each(golden.cases.filter((entry) => "sandwich" in entry))(
    "of $sums in clusters of one size is statsmodels' sandwich",
    ({ sums, sizes, sandwich }) => {
      const variance = clusteredMeanVariance(Float64Array.from(sums), Float64Array.from(sizes));
      expect(relativeError(variance, sandwich ?? Number.NaN)).toBeLessThan(1e-12);
    },
  );

  it("is the variance of a mean when clusters are single", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2 }), (values) => {
        const n = values.length;
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const expected = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n;
        const variance = clusteredMeanVariance(Float64Array.from(values), new Float64Array(n).fill(1));
        expect(Math.abs(variance - expected)).toBeLessThan(1e-9 * (1 + expected));
      }),
    );
  });

  it("does not change when every row is repeated", () => {
    const once = clusteredMeanVariance(Float64Array.of(1, 0, 2), Float64Array.of(1, 2, 3));
    const thrice = clusteredMeanVariance(Float64Array.of(3, 0, 6), Float64Array.of(3, 6, 9));
    expect(thrice).toBeCloseTo(once, 15);
  });

  it("is NaN with fewer than two clusters", () => {
    expect(clusteredMeanVariance(Float64Array.of(1), Float64Array.of(3))).toBeNaN();
    expect(clusteredMeanVariance(new Float64Array(0), new Float64Array(0))).toBeNaN();
  });
});
