import { describe, expect, it } from "vitest";
import { macroAverage } from "./macro-average.ts";

describe("macroAverage", () => {
  it("counts a small group as much as a large one", () => {
    expect(macroAverage(Float64Array.of(9, 0), Float64Array.of(10, 1))).toBeCloseTo(0.45, 15);
  });

  it("leaves out groups without rows", () => {
    expect(macroAverage(Float64Array.of(1, 0), Float64Array.of(2, 0))).toBe(0.5);
  });

  it("is NaN without any row", () => {
    expect(macroAverage(Float64Array.of(0), Float64Array.of(0))).toBeNaN();
    expect(macroAverage(new Float64Array(0), new Float64Array(0))).toBeNaN();
  });
});
