import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/inverse-incomplete-beta.json" with { type: "json" };
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";

describe("inverseIncompleteBeta", () => {
  it.each(golden.cases)("at $p for $a and $b is scipy's, and so is its complement", ({ p, a, b, x, complement }) => {
    const quantile = inverseIncompleteBeta(p, a, b);
    expect(relativeError(quantile.x, x)).toBeLessThan(1e-11);
    expect(relativeError(quantile.complement, complement)).toBeLessThan(1e-11);
  });

  it("is 0 and 1 at the ends, and NaN outside", () => {
    expect(inverseIncompleteBeta(0, 2, 3)).toEqual({ x: 0, complement: 1 });
    expect(inverseIncompleteBeta(1, 2, 3)).toEqual({ x: 1, complement: 0 });
    expect(inverseIncompleteBeta(1.5, 2, 3).x).toBeNaN();
    expect(inverseIncompleteBeta(0.5, 0, 3).x).toBeNaN();
  });
});
