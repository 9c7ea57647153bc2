import { describe, expect, it } from "vitest";
import golden from "./__golden__/audits.json" with { type: "json" };
import { cohensKappa } from "./cohens-kappa.ts";

describe("cohensKappa", () => {
  it.each(golden.kappa)("of $first and $second is statsmodels'", ({ first, second, agreement, kappa }) => {
    const found = cohensKappa([...first], [...second]);
    expect(found?.agreement).toBeCloseTo(agreement, 12);
    expect(found?.kappa).toBeCloseTo(kappa, 12);
  });

  it("is null beyond chance where chance alone would agree, and without cases", () => {
    expect(cohensKappa(["a", "a"], ["a", "a"])).toEqual({ agreement: 1, kappa: null, n: 2 });
    expect(cohensKappa([], [])).toBeNull();
  });

  it("refuses lists of different length", () => {
    expect(() => cohensKappa(["a"], [])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
