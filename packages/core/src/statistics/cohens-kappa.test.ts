import { describe, expect, it } from "vitest";
import golden from "./__golden__/audits.json" with { type: "json" };
import { cohensKappa } from "./cohens-kappa.ts";

describe("cohensKappa", () => {
  it.each(golden.kappa)("of $first and $second is statsmodels'", ({ first, second, agreement, kappa }) => {
    const found = cohensKappa([...first], [...second]);
    expect(found?.agreement).toBeCloseTo(agreement, 12);
    expect(found?.kappa).toBeCloseTo(kappa, 12);
  });

  it("is 0.68 for the two raters of 100 diagnoses that Fleiss publishes", () => {
    // Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd edition, chapter 18: agreement 0.89,
    // by chance 0.66 (80, 10 and 10 of 100 by one rater; 80, 5 and 15 by the other).
    const table = { "psychotic psychotic": 75, "psychotic neurotic": 1, "psychotic organic": 4 };
    const rest = { "neurotic psychotic": 5, "neurotic neurotic": 4, "neurotic organic": 1, "organic organic": 10 };
    const pairs = Object.entries({ ...table, ...rest }).flatMap(([pair, n]) =>
      Array.from({ length: n }, () => pair.split(" ")),
    );
    const [first, second] = [0, 1].map((rater) => pairs.map((pair) => pair[rater] ?? ""));
    expect(cohensKappa(first ?? [], second ?? [])).toEqual({
      agreement: 0.89,
      kappa: expect.closeTo(0.23 / 0.34, 12),
      n: 100,
    });
  });

  it("is null beyond chance where chance alone would agree, and without cases", () => {
    expect(cohensKappa(["a", "a"], ["a", "a"])).toEqual({ agreement: 1, kappa: null, n: 2 });
    expect(cohensKappa([], [])).toBeNull();
  });

  it("refuses lists of different length", () => {
    expect(() => cohensKappa(["a"], [])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
