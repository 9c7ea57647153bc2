import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/distribution-tails.json" with { type: "json" };
import { chiSquareCdf, chiSquareUpperTail } from "./chi-square-cdf.ts";
import { normalCdf } from "./normal-cdf.ts";

describe("the chi-square distribution", () => {
  it.each(golden.chiSquare)("at $x with $df degrees is scipy's", ({ x, df, lower, upper }) => {
    expect(relativeError(chiSquareCdf(x, df), lower)).toBeLessThan(1e-11);
    expect(relativeError(chiSquareUpperTail(x, df), upper)).toBeLessThan(1e-11);
  });

  it("with one degree is that of a squared normal deviate, far in the tail too", () => {
    for (const z of [0.1, 1, 1.959963984540054, 8, 36]) {
      expect(relativeError(chiSquareUpperTail(z * z, 1), 2 * normalCdf(-z))).toBeLessThan(1e-11);
    }
  });

  it("has nothing below 0 and all below Infinity", () => {
    expect([chiSquareCdf(-1, 3), chiSquareCdf(0, 3), chiSquareCdf(Number.POSITIVE_INFINITY, 3)]).toEqual([0, 0, 1]);
    expect([chiSquareUpperTail(-1, 3), chiSquareUpperTail(Number.POSITIVE_INFINITY, 3)]).toEqual([1, 0]);
  });

  it("is NaN without degrees or at NaN", () => {
    expect(chiSquareCdf(1, 0)).toBeNaN();
    expect(chiSquareUpperTail(1, -2)).toBeNaN();
    expect(chiSquareUpperTail(Number.NaN, 2)).toBeNaN();
  });
});
