import { describe, expect, it } from "vitest";
import { compared } from "./__fixtures__/paired-points.ts";
import { differenceOf } from "./__fixtures__/paired-proportions.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { chiSquareUpperTail } from "./chi-square-cdf.ts";
import { clusteredMcnemarTest } from "./clustered-mcnemar-test.ts";
import { mcnemarTest } from "./mcnemar-test.ts";
import { tangoScore } from "./tango-score.ts";

describe("clusteredMcnemarTest", () => {
  it.each(golden.mcnemar.filter(({ b, c }) => b + c < 1000))(
    "of single units, $b and $c, has statsmodels' uncorrected statistic",
    ({ b, c, uncorrected, exact, mid }) => {
      const test = clusteredMcnemarTest(differenceOf([5, b, c, 5]));
      expect(test.statistic).toBeCloseTo(uncorrected, 10);
      expect(test.informative).toBe(b + c);
      if (b + c < 25) {
        expect(test.method).toBe("sign-flip");
        expect(test.p).toBeCloseTo(exact, 12);
        expect(test.midP).toBeCloseTo(mid, 12);
      } else {
        expect(test).toMatchObject({ method: "chi-square", midP: null });
        expect(test.p).toBeCloseTo(chiSquareUpperTail(uncorrected, 1), 12);
      }
    },
  );

  it.each(golden.clusters)("of $first.length units in clusters is (Σd)²/Σd²", ({ chiSquare, ...points }) => {
    expect(clusteredMcnemarTest(compared(points)).statistic).toBeCloseTo(chiSquare, 10);
  });

  it("of single 0/1 units is Tango's score at 0, squared", () => {
    const difference = differenceOf([30, 25, 11, 14]);
    expect(clusteredMcnemarTest(difference).statistic).toBeCloseTo(tangoScore(difference, 80, 0) ** 2, 10);
  });

  it("takes repeats that agree for one unit", () => {
    const test = clusteredMcnemarTest({ sums: Float64Array.from({ length: 8 }, (_, i) => (i < 1 ? -5 : 5)) });
    expect(test.p).toBeCloseTo(mcnemarTest(7, 1).exactP, 14);
  });

  it("cannot be swayed by one large cluster", () => {
    expect(clusteredMcnemarTest({ sums: Float64Array.of(1000, 1, -1, 1) }).p).toBeGreaterThanOrEqual(0.25);
    const many = Float64Array.from({ length: 30 }, (_, i) => (i === 0 ? 1000 : i % 2 === 0 ? 1 : -1));
    expect(clusteredMcnemarTest({ sums: many }).p).toBeGreaterThan(0.3);
  });

  it("is 1 for equal examinees and without clusters", () => {
    const none = { p: 1, method: "sign-flip", midP: 1, statistic: 0, informative: 0 };
    expect(clusteredMcnemarTest(differenceOf([4, 0, 0, 6]))).toEqual(none);
    expect(clusteredMcnemarTest({ sums: new Float64Array(0) })).toEqual(none);
    // Differences that cancel out within a cluster, but for rounding.
    expect(clusteredMcnemarTest({ sums: Float64Array.of(0.1 + 0.2 - 0.3) })).toEqual(none);
  });
});
