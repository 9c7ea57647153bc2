import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/student-t-quantile.json" with { type: "json" };
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

describe("studentTQuantile", () => {
  it.each(golden.cases)("at $p with $df degrees is scipy's", ({ p, df, value }) => {
    expect(relativeError(studentTQuantile(p, df), value)).toBeLessThan(1e-10);
  });

  it("is Cauchy's tangent with one degree", () => {
    expect(studentTQuantile(0.9, 1)).toBeCloseTo(Math.tan(Math.PI * 0.4), 12);
  });

  it("does not jump where the expansion takes over, and ends at the normal quantile", () => {
    expect(relativeError(studentTQuantile(0.99, 999_999.999), studentTQuantile(0.99, 1e6))).toBeLessThan(1e-11);
    expect(studentTQuantile(0.99, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.99));
  });

  it("is 0 in the middle, infinite at the ends, NaN outside", () => {
    expect(studentTQuantile(0.5, 3)).toBe(0);
    expect(studentTQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(studentTQuantile(0, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(studentTQuantile(0.5, 0)).toBeNaN();
    expect(studentTQuantile(2, 3)).toBeNaN();
  });
});
