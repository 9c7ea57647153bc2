import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/normal-cdf.json" with { type: "json" };
import { normalCdf, normalCentralArea, normalDensity } from "./normal-cdf.ts";

describe("normalCdf", () => {
  it.each(golden.cases)("at $z is scipy's", ({ z, value }) => {
    expect(relativeError(normalCdf(z), value)).toBeLessThan(1e-12);
  });

  it("is 0 and 1 at the infinities, and NaN for NaN", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it("does not jump where the continued fraction takes over", () => {
    expect(relativeError(normalCdf(-2.5 - 1e-13), normalCdf(-2.5))).toBeLessThan(1e-12);
  });
});

it("normalCentralArea keeps the digits of a tiny z", () => {
  expect(relativeError(normalCentralArea(1e-12), 1e-12 * normalDensity(0))).toBeLessThan(1e-14);
});
