import { describe, expect, it } from "vitest";
import { krippendorffCounts, singles, sixRaters } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { fleissKappaInterval } from "./fleiss-kappa-interval.ts";
import { gwetAc1 } from "./gwet-ac1.ts";
import type { CategoryCounts } from "./rated-cases.ts";

const statistics = { ac1: gwetAc1, fleiss: fleissKappaInterval };

function estimated(which: keyof typeof statistics, data: CategoryCounts) {
  const found = statistics[which](data, 0.95);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

describe("gwetAc1 and fleissKappaInterval", () => {
  it.each(
    golden.severalRaters.flatMap((row) => [
      { ...row, which: "ac1" as const, wanted: row.ac1 },
      { ...row, which: "fleiss" as const, wanted: row.fleiss },
    ]),
  )(
    "$which of $clusters.length cases is the definition's $wanted.value",
    ({ counts, categories, clusters, which, wanted }) => {
      const data = { counts: Float64Array.from(counts), categories, clusters: Int32Array.from(clusters) };
      const found = estimated(which, data);
      expect(relativeError(found.value, wanted.value)).toBeLessThan(1e-10);
      expect(relativeError(found.agreement, wanted.agreement)).toBeLessThan(1e-10);
      expect(relativeError(found.expected, wanted.expected)).toBeLessThan(1e-10);
      // The golden limits come from numerical derivatives.
      expect(relativeError(found.low, wanted.low)).toBeLessThan(1e-5);
      expect(relativeError(found.high, wanted.high)).toBeLessThan(1e-5);
    },
  );

  it("are those that Gwet publishes for six raters of 15 patients: 0.4448 (0.0842) and 0.4139 (0.0812)", () => {
    const data = { counts: sixRaters, categories: 5, clusters: singles(15) };
    const ac1 = estimated("ac1", data);
    expect(ac1.value).toBeCloseTo(0.4448007, 7);
    expect(ac1.agreement).toBeCloseTo(0.5511111, 7);
    expect(ac1.expected).toBeCloseTo(0.1914815, 7);
    expect(ac1.standardError).toBeCloseTo(0.08418757, 8);
    const fleiss = estimated("fleiss", data);
    expect(fleiss.value).toBeCloseTo(0.4139265, 7);
    expect(fleiss.expected).toBeCloseTo(0.2340741, 7);
    expect(fleiss.standardError).toBeCloseTo(0.08119291, 8);
  });

  it("AC1 is the 0.77544 that Gwet publishes for four raters with ratings missing", () => {
    const found = estimated("ac1", { counts: krippendorffCounts, categories: 5, clusters: singles(12) });
    expect(found.value).toBeCloseTo(0.77544, 5);
    expect(found.agreement).toBeCloseTo(0.8181818, 7);
    expect(found.expected).toBeCloseTo(0.1903212, 7);
    // Gwet's standard error, 0.14295, counts a unit with one rating as one without agreement; the linearised one, whose
    // coverage with missing ratings is in the calibration test, does not.
    expect(found.standardError).toBeGreaterThan(0.12);
    expect(found.standardError).toBeLessThan(0.14295);
    expect(found.cases).toBe(11);
  });

  it("AC1 is 0.8493 for the 100 cases of ectopic pregnancy", () => {
    // cont3x3abstractors of irrCAC, Gwet 2014: 0.8493305, standard error 0.04321747.
    const pairs = [...fill(13, [2, 0, 0]), ...fill(20, [0, 2, 0]), ...fill(11, [0, 1, 1]), ...fill(56, [0, 0, 2])];
    const found = estimated("ac1", { counts: Float64Array.from(pairs), categories: 3, clusters: singles(100) });
    expect(found.value).toBeCloseTo(0.8493305, 7);
    // irrCAC divides the variance of two raters by n, that of several by n − 1, as here.
    expect(found.standardError * Math.sqrt(0.99)).toBeCloseTo(0.04321747, 7);
  });

  it("AC1 stays high where nearly all cases are of one category, and kappa does not", () => {
    // Gwet 2008: 118 of 125 both positive, 5 and 2 disagreements, none both negative.
    const counts = Float64Array.from([...fill(118, [2, 0]), ...fill(7, [1, 1])]);
    const data = { counts, categories: 2, clusters: singles(125) };
    expect(estimated("ac1", data).value).toBeCloseTo(0.9408, 4);
    expect(estimated("fleiss", data).value).toBeLessThan(0);
  });

  it("AC1 of full agreement is 1, also on one category", () => {
    const data = { counts: Float64Array.of(2, 0, 2, 0, 2, 0), categories: 2, clusters: singles(3) };
    expect(estimated("ac1", data)).toMatchObject({ value: 1, high: 1 });
    expect(estimated("ac1", data).low).toBeLessThan(0.7);
    expect(fleissKappaInterval(data, 0.95)).toMatchObject({ why: "every rating is of one and the same category" });
  });

  it("leave out cases without a rating, and cannot be estimated without two of one", () => {
    const data = { counts: Float64Array.of(2, 0, 0, 2, 1, 1), categories: 2, clusters: singles(3) };
    const more = { ...data, counts: Float64Array.of(2, 0, 0, 2, 1, 1, 0, 0), clusters: singles(4) };
    expect(gwetAc1(more, 0.95)).toEqual(gwetAc1(data, 0.95));
    expect(fleissKappaInterval(more, 0.95)).toEqual(fleissKappaInterval(data, 0.95));
    const single = { counts: Float64Array.of(1, 0, 0, 1), categories: 2, clusters: singles(2) };
    expect(gwetAc1(single, 0.95)).toEqual({ status: "not-estimable", why: "no case has two ratings" });
    expect(fleissKappaInterval(single, 0.95)).toEqual({ status: "not-estimable", why: "no case has two ratings" });
    expect(gwetAc1({ counts: Float64Array.of(2), categories: 1, clusters: singles(1) }, 0.95)).toMatchObject({
      why: "the scale has one category",
    });
  });

  it("refuse fractional counts and broken rows", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => gwetAc1({ counts: Float64Array.of(0.5, 1), categories: 2, clusters: singles(1) }, 0.95)).toThrow(bug);
    expect(() => gwetAc1({ counts: Float64Array.of(1), categories: 2, clusters: singles(1) }, 0.95)).toThrow(bug);
  });
});

function fill(times: number, row: readonly number[]): number[] {
  return Array.from({ length: times }, () => row).flat();
}
