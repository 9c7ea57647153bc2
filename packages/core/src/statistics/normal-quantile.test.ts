import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/normal-quantile.json" with { type: "json" };
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

describe("normalQuantile", () => {
  it.each(golden.cases)("at $p is scipy's", ({ p, value }) => {
    expect(relativeError(normalQuantile(p), value)).toBeLessThan(1e-12);
  });

  it("is 0 in the middle, infinite at the ends, NaN outside", () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(Number.NaN)).toBeNaN();
  });

  it("is undone by the distribution function", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-200, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-11);
      }),
    );
  });
});
