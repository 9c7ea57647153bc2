import { describe, expect, it } from "vitest";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { cohensH } from "./cohens-h.ts";

describe("cohensH", () => {
  it.each(golden.effectSizes)("of $first and $second is statsmodels'", ({ first, second, h }) => {
    expect(cohensH(first, second)).toBeCloseTo(h, 13);
  });

  it("is 0 for equal proportions, ±π at the ends, and changes sign with the order", () => {
    expect(cohensH(0.3, 0.3)).toBe(0);
    expect(cohensH(1, 0)).toBeCloseTo(Math.PI, 14);
    expect(cohensH(0.2, 0.7)).toBe(-cohensH(0.7, 0.2));
    expect(cohensH(0.2, 0.7)).toBeCloseTo(cohensH(0.3, 0.8), 14);
  });

  it("counts a step near 1 for more than one in the middle", () => {
    expect(cohensH(0.99, 0.95)).toBeGreaterThan(3 * cohensH(0.54, 0.5));
  });

  it.each([
    [1.1, 0.5],
    [0.5, -0.1],
    [Number.NaN, 0.5],
  ])("refuses %d and %d", (first, second) => {
    expect(() => cohensH(first, second)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
