import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/audits.json" with { type: "json" };
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { type SampledStratum, stratifiedRateInterval } from "./stratified-rate-interval.ts";

function stratum(share: number, sampled: number, sum: number, more: Partial<SampledStratum> = {}): SampledStratum {
  return { share, sampled, sum, sumOfSquares: sum, complete: false, ...more };
}

describe("stratifiedRateInterval", () => {
  it.each(golden.stratified)("of $strata is scipy's", ({ strata, value, low, high }) => {
    const rate = stratifiedRateInterval(
      strata.map(([share = 0, sampled = 0, sum = 0, sumOfSquares = 0]) =>
        stratum(share, sampled, sum, { sumOfSquares }),
      ),
      golden.level,
    );
    expect(relativeError(rate?.value ?? Number.NaN, value)).toBeLessThan(1e-12);
    expect(relativeError(rate?.low ?? Number.NaN, low)).toBeLessThan(1e-9);
    expect(relativeError(rate?.high ?? Number.NaN, high)).toBeLessThan(1e-9);
  });

  it.each([0, 1, 3, 19, 20])("of one stratum is Clopper and Pearson's: %i of 20", (cases) => {
    const rate = stratifiedRateInterval([stratum(1, 20, cases)], 0.95);
    const exact = clopperPearsonInterval(cases, 20, 0.95);
    expect(rate?.low).toBeCloseTo(exact?.low ?? Number.NaN, 10);
    expect(rate?.high).toBeCloseTo(exact?.high ?? Number.NaN, 10);
  });

  it("is the same however a proportional sample is cut into strata", () => {
    const whole = stratifiedRateInterval([stratum(1, 100, 4)], 0.95);
    const parts = stratifiedRateInterval([stratum(0.6, 60, 1), stratum(0.4, 40, 3)], 0.95);
    expect(parts?.value).toBeCloseTo(whole?.value ?? Number.NaN, 12);
    expect(parts?.low).toBeCloseTo(whole?.low ?? Number.NaN, 12);
    expect(parts?.high).toBeCloseTo(whole?.high ?? Number.NaN, 12);
  });

  it("is certain of strata looked at in full, and of them only", () => {
    const all = stratum(0.25, 8, 4, { complete: true });
    expect(stratifiedRateInterval([{ ...all, share: 1 }], 0.95)).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
    const rest = stratifiedRateInterval([stratum(1, 30, 0)], 0.95);
    const mixed = stratifiedRateInterval([all, stratum(0.75, 30, 0)], 0.95);
    expect(mixed).toMatchObject({ value: 0.125, low: 0.125 });
    expect(mixed?.high).toBeCloseTo(0.125 + 0.75 * (rest?.high ?? Number.NaN), 12);
  });

  it("is null where nothing is known of a share", () => {
    expect(stratifiedRateInterval([], 0.95)).toBeNull();
    expect(stratifiedRateInterval([stratum(0.5, 10, 1), stratum(0.5, 0, 0)], 0.95)).toBeNull();
    expect(stratifiedRateInterval([stratum(1, 10, 1), stratum(0, 0, 0)], 0.95)?.value).toBe(0.1);
  });

  it("refuses impossible counts and levels", () => {
    expect(() => stratifiedRateInterval([stratum(1, 2, 3)], 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
    expect(() => stratifiedRateInterval([stratum(1, 2, 1)], 1)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
