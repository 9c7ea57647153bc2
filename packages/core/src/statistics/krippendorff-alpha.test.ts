import { describe, expect, it } from "vitest";
import { krippendorffExample, singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { krippendorffAlpha, type MeasurementLevel } from "./krippendorff-alpha.ts";
import { krippendorffAlphaInterval } from "./krippendorff-alpha-interval.ts";

const none = Number.NaN;
const levels = ["nominal", "ordinal", "interval", "ratio"] as const;
const plan = { level: 0.95, resamples: 500, seed: 1 };

function alphaOf(values: readonly number[], raters: number, level: MeasurementLevel): number {
  const found = krippendorffAlpha({ values: Float64Array.from(values), raters }, level);
  return found.status === "estimated" ? found.value : Number.NaN;
}

describe("krippendorffAlpha", () => {
  it.each([
    { level: "nominal", value: 0.743 },
    { level: "ordinal", value: 0.815 },
    { level: "interval", value: 0.849 },
    { level: "ratio", value: 0.797 },
  ] as const)("is Krippendorff's published $value on his $level example", ({ level, value }) => {
    const found = krippendorffAlpha(krippendorffExample, level);
    expect(found).toMatchObject({ status: "estimated", units: 11, ratings: 40 });
    expect(found.status === "estimated" ? found.value : 0).toBeCloseTo(value, 3);
  });

  it("is 0.691 nominal and 0.811 interval for three coders of 15 units, mostly missing", () => {
    // Wikipedia, Krippendorff's alpha, "A computational example"; also the tests of the Python package krippendorff.
    const coders = [
      [none, none, none, none, none, 3, 4, 1, 2, 1, 1, 3, 3, none, 3],
      [1, none, 2, 1, 3, 3, 4, 3, none, none, none, none, none, none, none],
      [none, none, 2, 1, 3, 4, 4, none, 2, 1, 1, 3, 3, none, 4],
    ];
    const values = Array.from({ length: 15 }, (_, unit) => coders.map((ratings) => ratings[unit] ?? none)).flat();
    expect(alphaOf(values, 3, "nominal")).toBeCloseTo(0.691358, 6);
    expect(alphaOf(values, 3, "interval")).toBeCloseTo(0.810845, 6);
  });

  it("is 0.095 for two coders of ten units with two values", () => {
    // Krippendorff 2011, section A: alpha 0.095 for 0/1 data of two observers.
    const one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
    const other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
    const values = one.flatMap((value, unit) => [value, other[unit] ?? none]);
    expect(alphaOf(values, 2, "nominal")).toBeCloseTo(0.095, 3);
  });

  it.each(golden.alpha.flatMap((row) => levels.map((level) => ({ ...row, level, wanted: row[level] }))))(
    "$level, $raters raters: $wanted.value, pair by pair in exact fractions",
    ({ raters, values, level, wanted }) => {
      const table = { raters, values: Float64Array.from(values, (value) => value ?? none) };
      const found = krippendorffAlpha(table, level);
      if (found.status !== "estimated") {
        throw new Error(found.why);
      }
      expect(relativeError(found.value, wanted.value)).toBeLessThan(1e-10);
      expect(relativeError(found.observed, wanted.observed)).toBeLessThan(1e-10);
      expect(relativeError(found.expected, wanted.expected)).toBeLessThan(1e-10);
    },
  );

  it("is 1 for full agreement on any scale, with zeros on a ratio scale too", () => {
    for (const level of levels) {
      expect(alphaOf([0, 0, 1, 1, 2, 2], 2, level)).toBe(1);
    }
  });

  it("cannot be estimated without a unit rated twice, or where all ratings are the same", () => {
    const values = Float64Array.of(1, none, none, 2);
    expect(krippendorffAlpha({ values, raters: 2 }, "nominal")).toEqual({
      status: "not-estimable",
      why: "no unit has two ratings",
    });
    expect(krippendorffAlpha({ values: new Float64Array(6), raters: 3 }, "interval")).toEqual({
      status: "not-estimable",
      why: "every rating is one and the same",
    });
    expect(krippendorffAlphaInterval({ values: new Float64Array(0), raters: 2 }, singles(0), "nominal", plan)).toEqual({
      status: "not-estimable",
      why: "no unit has two ratings",
    });
  });

  it("refuses broken rows, infinite ratings and negative ones on a ratio scale", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => krippendorffAlpha({ values: Float64Array.of(1, 2, 3), raters: 2 }, "nominal")).toThrow(bug);
    expect(() => krippendorffAlpha({ values: Float64Array.of(1, Infinity), raters: 2 }, "nominal")).toThrow(bug);
    expect(() => krippendorffAlpha({ values: Float64Array.of(-1, 2), raters: 2 }, "ratio")).toThrow(bug);
    expect(() => krippendorffAlphaInterval(krippendorffExample, singles(3), "nominal", plan)).toThrow(bug);
  });
});

describe("krippendorffAlphaInterval", () => {
  it("holds alpha within limits that stay below 1, alike for equal seeds", () => {
    const found = krippendorffAlphaInterval(krippendorffExample, singles(12), "nominal", plan);
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(found.value).toBeCloseTo(0.7434, 4);
    // irrCAC: standard error 0.14548, interval 0.423 to 1.
    expect(found.low).toBeGreaterThan(0.2);
    expect(found.low).toBeLessThan(0.55);
    expect(found.high).toBeGreaterThan(0.85);
    expect(found.high).toBeLessThanOrEqual(1);
    expect(found).toMatchObject({ cases: 11, clusters: 11 });
    expect(krippendorffAlphaInterval(krippendorffExample, singles(12), "nominal", plan)).toEqual(found);
  });

  it("is wider where units come in clusters, and has a lower limit below 1 at full agreement", () => {
    const units = Array.from({ length: 40 }, (_, unit) => [unit % 3, unit % 7 < 2 ? (unit + 1) % 3 : unit % 3]);
    const values = Float64Array.from(units.flat());
    const single = krippendorffAlphaInterval({ values, raters: 2 }, singles(40), "nominal", plan);
    const clusters = Int32Array.from({ length: 40 }, (_, unit) => (unit % 7 < 2 ? 0 : 1 + (unit % 6)));
    const clustered = krippendorffAlphaInterval({ values, raters: 2 }, clusters, "nominal", plan);
    const full = Float64Array.from(units.flatMap(([value = 0]) => [value, value]));
    const agreed = krippendorffAlphaInterval({ values: full, raters: 2 }, singles(40), "nominal", plan);
    if (single.status !== "estimated" || clustered.status !== "estimated" || agreed.status !== "estimated") {
      throw new Error("not estimable");
    }
    expect(clustered.high - clustered.low).toBeGreaterThan(1.3 * (single.high - single.low));
    expect(agreed).toMatchObject({ value: 1, high: 1 });
    expect(agreed.low).toBeLessThan(0.95);
  });
});
