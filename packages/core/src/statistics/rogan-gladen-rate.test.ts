import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { roganGladenRate } from "./rogan-gladen-rate.ts";

const tried = {
  positive: { count: 30, of: 100 },
  sensitivity: { count: 45, of: 50 },
  specificity: { count: 90, of: 100 },
};

describe("roganGladenRate", () => {
  it.each(golden.roganGladen)("of $positive.count in $positive.of is Lang and Reiczigel's $value", (row) => {
    const found = roganGladenRate(row, golden.level);
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(relativeError(found.value, row.value)).toBeLessThan(1e-12);
    expect(relativeError(found.low, row.low)).toBeLessThan(1e-10);
    expect(relativeError(found.high, row.high)).toBeLessThan(1e-10);
  });

  it("is (0.3 + 0.9 − 1)/(0.9 + 0.9 − 1) = 0.25", () => {
    expect(roganGladenRate(tried, 0.95)).toMatchObject({ status: "estimated", apparent: 0.3, sensitivity: 0.9 });
    const found = roganGladenRate(tried, 0.95);
    expect(found.status === "estimated" ? found.value : 0).toBeCloseTo(0.25, 12);
  });

  it("is the apparent rate for a judge that never errs in many trials", () => {
    const perfect = { count: 1e9, of: 1e9 };
    const found = roganGladenRate({ positive: tried.positive, sensitivity: perfect, specificity: perfect }, 0.95);
    expect(found.status === "estimated" ? found.value : 0).toBeCloseTo(0.3, 12);
  });

  it("cannot be estimated without trials, or with a judge not clearly better than chance", () => {
    expect(roganGladenRate({ ...tried, sensitivity: { count: 0, of: 0 } }, 0.95)).toEqual({
      status: "not-estimable",
      why: "no reply known to be positive was tried",
    });
    expect(roganGladenRate({ ...tried, specificity: { count: 0, of: 0 } }, 0.95)).toMatchObject({
      why: "no reply known to be negative was tried",
    });
    expect(roganGladenRate({ ...tried, positive: { count: 0, of: 0 } }, 0.95)).toMatchObject({
      why: "the judge judged nothing",
    });
    const guessing = { ...tried, sensitivity: { count: 6, of: 10 }, specificity: { count: 6, of: 10 } };
    expect(roganGladenRate(guessing, 0.95)).toMatchObject({
      why: "the judge is not clearly better than chance on the replies it was tried on",
    });
  });

  it("refuses impossible counts", () => {
    expect(() => roganGladenRate({ ...tried, positive: { count: 3, of: 2 } }, 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
