import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { benjaminiHochbergAdjust } from "./benjamini-hochberg-adjust.ts";
import { holmAdjust } from "./holm-adjust.ts";

describe.each([
  { name: "holmAdjust", adjust: holmAdjust, key: "holm" },
  { name: "benjaminiHochbergAdjust", adjust: benjaminiHochbergAdjust, key: "benjaminiHochberg" },
] as const)("$name", ({ adjust, key }) => {
  it.each(golden.adjusted)("of $p.length p-values is statsmodels'", (family) => {
    const adjusted = adjust(Float64Array.from(family.p));
    for (const [at, expected] of family[key].entries()) {
      expect(relativeError(adjusted[at] ?? Number.NaN, expected)).toBeLessThan(1e-13);
    }
  });

  it("of one p-value is itself, of an empty family empty", () => {
    expect(adjust(Float64Array.of(0.04))).toEqual(Float64Array.of(0.04));
    expect(adjust(new Float64Array(0))).toHaveLength(0);
  });

  it("leaves its input alone", () => {
    const family = Float64Array.of(0.3, 0.1);
    adjust(family);
    expect(family).toEqual(Float64Array.of(0.3, 0.1));
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses a p-value of %d", (p) => {
    expect(() => adjust(Float64Array.of(0.5, p))).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
