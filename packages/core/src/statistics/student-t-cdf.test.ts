import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/distribution-tails.json" with { type: "json" };
import { normalCdf } from "./normal-cdf.ts";
import { studentTCdf, studentTTwoSided } from "./student-t-cdf.ts";

describe("studentTCdf", () => {
  it.each(golden.studentT)("at $t with $df degrees is scipy's", ({ t, df, value }) => {
    expect(relativeError(studentTCdf(t, df), value)).toBeLessThan(1e-10);
  });

  it("is Cauchy's arc tangent with one degree", () => {
    for (const t of [-3, -0.2, 0.7, 12]) {
      expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
    }
  });

  it("is normal with infinitely many degrees", () => {
    expect(studentTCdf(-1.3, Number.POSITIVE_INFINITY)).toBe(normalCdf(-1.3));
  });

  it("runs from 0 to 1 through ½", () => {
    for (const degrees of [0.3, 4, 1e7]) {
      expect(studentTCdf(Number.NEGATIVE_INFINITY, degrees)).toBe(0);
      expect(studentTCdf(0, degrees)).toBe(0.5);
      expect(studentTCdf(Number.POSITIVE_INFINITY, degrees)).toBe(1);
    }
  });

  it("is NaN without degrees or at NaN", () => {
    expect(studentTCdf(1, 0)).toBeNaN();
    expect(studentTCdf(1, Number.NaN)).toBeNaN();
    expect(studentTCdf(Number.NaN, 5)).toBeNaN();
  });
});

describe("studentTTwoSided", () => {
  it("is 5 % at the tables' 2.262 with 9 degrees, on either side", () => {
    expect(studentTTwoSided(2.262157162798205, 9)).toBeCloseTo(0.05, 13);
    expect(studentTTwoSided(-2.262157162798205, 9)).toBeCloseTo(0.05, 13);
    expect(studentTTwoSided(0, 9)).toBe(1);
  });
});
