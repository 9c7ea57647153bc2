import { describe, expect, it } from "vitest";
import golden from "./__golden__/quantile.json" with { type: "json" };
import { quantileOfSorted } from "./quantile.ts";

describe("quantileOfSorted", () => {
  it.each(golden.cases)("at $p is numpy's", ({ values, p, value }) => {
    expect(quantileOfSorted(Float64Array.from(values).sort(), p)).toBeCloseTo(value, 12);
  });

  it("of one value is that value, of none NaN", () => {
    expect(quantileOfSorted(Float64Array.of(3), 0.9)).toBe(3);
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
  });
});
