import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { fleissKappa } from "./fleiss-kappa.ts";

describe("fleissKappa", () => {
  it.each(golden.fleissKappa)("of $counts.length counts is statsmodels' $kappa", ({ categories, counts, kappa }) => {
    expect(fleissKappa(Float64Array.from(counts), categories)?.kappa).toBeCloseTo(kappa, 12);
  });

  it("is 0.210 with agreement 0.378 for the published example of 14 raters", () => {
    const example = golden.fleissKappa[0];
    const found = fleissKappa(Float64Array.from(example?.counts ?? []), 5);
    expect(found?.agreement).toBeCloseTo(0.378, 3);
    expect(found?.expected).toBeCloseTo(0.213, 3);
    expect(found?.kappa).toBeCloseTo(0.21, 3);
  });

  it("leaves out cases with fewer than two ratings", () => {
    const whole = fleissKappa(Float64Array.of(3, 0, 0, 3, 2, 1), 2);
    expect(fleissKappa(Float64Array.of(3, 0, 0, 3, 1, 0, 0, 0, 2, 1), 2)).toEqual(whole);
    expect(whole?.cases).toBe(3);
  });

  it("is null beyond chance where all say one thing, and without a case", () => {
    expect(fleissKappa(Float64Array.of(3, 0, 4, 0), 2)).toEqual({ agreement: 1, expected: 1, kappa: null, cases: 2 });
    expect(fleissKappa(Float64Array.of(1, 0), 2)).toBeNull();
    expect(fleissKappa(new Float64Array(0), 4)).toBeNull();
  });

  it("is 1 for full agreement on several categories", () => {
    expect(fleissKappa(Float64Array.of(3, 0, 0, 3), 2)?.kappa).toBe(1);
  });

  it("does not depend on the order of categories, and stays at or below 1", () => {
    const counts = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(counts, (cases) => {
        const one = fleissKappa(Float64Array.from(cases.flat()), 3);
        const other = fleissKappa(Float64Array.from(cases.flatMap(([a, b, c]) => [c, a, b])), 3);
        expect(other?.agreement).toBe(one?.agreement);
        expect(other?.kappa === null).toBe(one?.kappa === null);
        expect(other?.kappa ?? 0).toBeCloseTo(one?.kappa ?? 0, 9);
        expect(one?.kappa ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it("refuses fractions and counts that make no whole cases", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => fleissKappa(Float64Array.of(1.5, 0), 2)).toThrow(bug);
    expect(() => fleissKappa(Float64Array.of(1, 0, 1), 2)).toThrow(bug);
    expect(() => fleissKappa(Float64Array.of(1), 0)).toThrow(bug);
  });
});
