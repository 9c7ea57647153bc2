import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/distribution-tails.json" with { type: "json" };
import { regularisedLowerGamma, regularisedUpperGamma } from "./incomplete-gamma.ts";

describe("the incomplete gamma functions", () => {
  it.each(golden.gamma)("at $x for shape $a are scipy's", ({ a, x, lower, upper }) => {
    expect(relativeError(regularisedLowerGamma(a, x), lower)).toBeLessThan(1e-11);
    expect(relativeError(regularisedUpperGamma(a, x), upper)).toBeLessThan(1e-11);
  });

  it("keep their digits six deviations below a large shape, where scipy's series does not (value: mpmath)", () => {
    expect(relativeError(regularisedLowerGamma(1e6, 994000), 9.178900262302023e-10)).toBeLessThan(1e-11);
  });

  it("of shape 1 are those of the exponential distribution", () => {
    expect(relativeError(regularisedUpperGamma(1, 700), Math.exp(-700))).toBeLessThan(1e-12);
    expect(relativeError(regularisedLowerGamma(1, 1e-12), -Math.expm1(-1e-12))).toBeLessThan(1e-12);
  });

  it("are 0 and 1 at the ends", () => {
    expect([regularisedLowerGamma(3, 0), regularisedUpperGamma(3, 0)]).toEqual([0, 1]);
    expect([regularisedLowerGamma(3, Number.POSITIVE_INFINITY), regularisedUpperGamma(3, 1e300)]).toEqual([1, 0]);
  });

  it.each([
    [0, 1],
    [-1, 1],
    [1, -1],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NaN, 1],
    [1, Number.NaN],
  ])("are NaN for shape %d at %d", (a, x) => {
    expect(regularisedLowerGamma(a, x)).toBeNaN();
    expect(regularisedUpperGamma(a, x)).toBeNaN();
  });
});
