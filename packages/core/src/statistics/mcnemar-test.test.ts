import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { mcnemarTest } from "./mcnemar-test.ts";

describe("mcnemarTest", () => {
  it.each(golden.mcnemar)("of $b and $c is statsmodels'", ({ b, c, exact, corrected, mid }) => {
    const test = mcnemarTest(b, c);
    expect(relativeError(test.exactP, exact)).toBeLessThan(1e-10);
    expect(relativeError(test.chiSquareP, corrected)).toBeLessThan(1e-10);
    expect(relativeError(test.midP, mid)).toBeLessThan(1e-10);
  });

  it("of airway responsiveness before and after transplantation (1 and 7; Fagerland et al. 2013)", () => {
    const { p, method, midP, chiSquareP } = mcnemarTest(1, 7);
    expect([p.toFixed(3), midP.toFixed(3), chiSquareP.toFixed(3), method]).toEqual([
      "0.070",
      "0.039",
      "0.077",
      "exact",
    ]);
  });

  it("takes the exact p-value below 25 discordant pairs and the chi-square one from there on", () => {
    const few = mcnemarTest(8, 16);
    expect(few.method).toBe("exact");
    expect(few.p).toBe(few.exactP);
    const many = mcnemarTest(8, 17);
    expect(many.method).toBe("chi-square");
    expect(many.p).toBe(many.chiSquareP);
  });

  it("is 1 without discordant pairs and where they are even", () => {
    for (const count of [0, 1, 12, 13, 500]) {
      expect(mcnemarTest(count, count)).toMatchObject({ p: 1, exactP: 1, midP: 1, chiSquareP: 1 });
    }
    expect(mcnemarTest(0, 0).discordant).toBe(0);
  });

  it("keeps small p-values", () => {
    expect(mcnemarTest(0, 500).exactP / (2 * 0.5 ** 500)).toBeCloseTo(1, 9);
    expect(mcnemarTest(0, 1000).p).toBeGreaterThan(0);
  });

  it.each([
    [-1, 3],
    [3, 1.5],
    [Number.NaN, 1],
    [1, Number.POSITIVE_INFINITY],
  ])("refuses %d and %d", (b, c) => {
    expect(() => mcnemarTest(b, c)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
