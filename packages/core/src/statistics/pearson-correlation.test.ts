import { describe, expect, it } from "vitest";
import golden from "./__golden__/correlations.json" with { type: "json" };
import { pearsonCorrelation } from "./pearson-correlation.ts";

const correlation = (first: readonly number[], second: readonly number[]) =>
  pearsonCorrelation(Float64Array.from(first), Float64Array.from(second));

describe("pearsonCorrelation", () => {
  it.each(golden.cases)("of $first and $second is scipy's", ({ first, second, pearson }) => {
    expect(correlation(first, second)).toBeCloseTo(pearson, 12);
  });

  it("is exactly ±1 where one column is the other, or its reverse", () => {
    const values = [0.1, 0.7, 0.3, 0.2];
    expect(correlation(values, values)).toBeCloseTo(1, 14);
    const reversed = correlation(
      values,
      values.map((value) => -3 * value),
    );
    expect(reversed).toBeCloseTo(-1, 14);
    expect(Math.abs(reversed ?? 2)).toBeLessThanOrEqual(1);
  });

  it("is null where nothing varies, or with fewer than two pairs", () => {
    expect(correlation([], [])).toBeNull();
    expect(correlation([1], [2])).toBeNull();
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(correlation([1, 2, 3], [0.7, 0.7, 0.7])).toBeNull();
  });

  it("refuses columns of different length and values that are not finite", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => correlation([1, 2], [1])).toThrow(internal);
    expect(() => correlation([1, Number.NaN], [1, 2])).toThrow(internal);
    expect(() => correlation([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(internal);
  });
});
