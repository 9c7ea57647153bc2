import { describe, expect, it } from "vitest";
import { percentileInterval } from "./percentile-interval.ts";

const replicates = Float64Array.from({ length: 1001 }, (_, index) => (index * 5) % 1001);

describe("percentileInterval", () => {
  it("is the plain percentile interval for many clusters", () => {
    const interval = percentileInterval(replicates, 1e7, 0.95);
    expect(interval?.low).toBeCloseTo(25, 3);
    expect(interval?.high).toBeCloseTo(975, 3);
  });

  it("is wider for few clusters", () => {
    // Φ(−√(10/9) · t₉) with t₉ = 2.26216: 0.00855 in each tail.
    expect(percentileInterval(replicates, 10, 0.95)?.low).toBeCloseTo(8.55, 2);
    expect(percentileInterval(replicates, 10, 0.95)?.high).toBeCloseTo(991.45, 2);
  });

  it("leaves the replicates as they are", () => {
    const copy = Float64Array.from(replicates);
    percentileInterval(copy, 10, 0.95);
    expect(copy).toEqual(replicates);
  });

  it("is null for one cluster", () => {
    expect(percentileInterval(replicates, 1, 0.95)).toBeNull();
  });

  it("refuses missing and infinite replicates, and impossible levels", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => percentileInterval(new Float64Array(0), 10, 0.95)).toThrow(internal);
    expect(() => percentileInterval(Float64Array.of(1, Number.NaN), 10, 0.95)).toThrow(internal);
    expect(() => percentileInterval(Float64Array.of(1, Number.POSITIVE_INFINITY), 10, 0.95)).toThrow(internal);
    expect(() => percentileInterval(replicates, 10, 1.5)).toThrow(internal);
  });
});
