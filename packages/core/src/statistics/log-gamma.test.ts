import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/log-gamma.json" with { type: "json" };
import { logGamma } from "./log-gamma.ts";
import { stirlingCorrection } from "./stirling-correction.ts";

describe("logGamma", () => {
  it.each(golden.cases)("of $x is scipy's", ({ x, value }) => {
    expect(relativeError(logGamma(x), value)).toBeLessThan(1e-11);
  });

  it("is the logarithm of the factorial", () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 14);
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it("keeps its digits next to the zero at 2, where scipy loses four", () => {
    // From mpmath with 40 digits.
    expect(relativeError(logGamma(1.9999), -4.227520877215346e-5)).toBeLessThan(1e-14);
  });

  it("is infinite at 0 and infinity, and NaN below 0", () => {
    expect(logGamma(0)).toBe(Number.POSITIVE_INFINITY);
    expect(logGamma(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(logGamma(-0.5)).toBeNaN();
    expect(logGamma(Number.NaN)).toBeNaN();
  });
});

describe("stirlingCorrection", () => {
  it("is what Stirling's formula leaves out", () => {
    const stirling = 9.5 * Math.log(10) - 10 + 0.5 * Math.log(2 * Math.PI);
    expect(stirlingCorrection(10)).toBeCloseTo(Math.log(362880) - stirling, 13);
  });

  it("does not jump where the series takes over", () => {
    expect(stirlingCorrection(16 - 1e-9)).toBeCloseTo(stirlingCorrection(16), 12);
  });
});
