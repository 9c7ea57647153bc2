import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import accuracy from "./accuracy.ts";
import netPoints from "./net-points.ts";

const estimate = (rows: readonly TestRow[]) => netPoints.configure({}).estimate(viewOf(rows), contextOf())[0];
/** A call of negative marking: raw points as a share of the most, and what the least is. */
const call = (share: number, least: number, more: TestRow = {}): TestRow => ({
  points: (share - least) / (1 - least),
  least,
  ...more,
});
const right = call(1, -1 / 3);
const wrong = call(-1 / 3, -1 / 3);
const blank = call(0, -1 / 3);

describe("net-points", () => {
  it("is the mean of raw points as a share of the most: (2 − 2/3) / 5", () => {
    const row = estimate([right, right, wrong, wrong, blank]);
    expect(row?.value).toBeCloseTo(4 / 15, 12);
    expect(row?.low).toBeLessThan(4 / 15);
    expect(row?.high).toBeGreaterThan(4 / 15);
    expect(row?.method).toBe("clustered-wilson");
  });

  it("is 0 for blanks, below 0 for nothing but wrong answers, 1 for a perfect paper", () => {
    expect(estimate(Array(30).fill(blank))?.value).toBeCloseTo(0, 12);
    expect(estimate(Array(30).fill(wrong))?.value).toBeCloseTo(-1 / 3, 12);
    expect(estimate(Array(30).fill(right))?.value).toBeCloseTo(1, 12);
  });

  it("has Wilson's interval on the scale of the marking where every call is right or wrong", () => {
    const row = estimate([right, right, right, wrong]);
    const { low, high } = wilsonInterval(3, 4, 0.95) ?? { low: Number.NaN, high: Number.NaN };
    expect(row?.method).toBe("wilson");
    expect(row?.low).toBeCloseTo(-1 / 3 + low * (4 / 3), 12);
    expect(row?.high).toBeCloseTo(-1 / 3 + high * (4 / 3), 12);
  });

  it("is the accuracy under a scorer that never goes below 0", () => {
    const rows = [1, 0.5, 0, 1].map((points, index) => ({ points, cluster: index >> 1 }));
    const [plain] = accuracy.configure({}).estimate(viewOf(rows), contextOf());
    expect(estimate(rows)).toEqual({ ...plain, measure: "net-points" });
  });

  it("puts items with other deductions on one scale, and stays on it", () => {
    const rows = [call(-0.25, -0.25), call(1, -0.25), call(-1 / 30, -1 / 30), call(0, 0), call(-1, -1)];
    const row = estimate(rows);
    expect(row?.value).toBeCloseTo((-0.25 + 1 - 1 / 30 - 1) / 5, 12);
    expect(row?.low).toBeGreaterThanOrEqual(-1);
    expect(row?.high).toBeLessThanOrEqual(1);
  });

  it("widens for repeats of one item", () => {
    const rows = Array.from({ length: 40 }, (_row, index) => (index % 4 < 2 ? right : wrong));
    const width = (list: readonly TestRow[]) => (estimate(list)?.high ?? 0) - (estimate(list)?.low ?? 0);
    const repeated = rows.map((row, index) => ({ ...row, cluster: index >> 1 }));
    expect(width(repeated)).toBeGreaterThan(width(rows) * 1.2);
  });

  it("leaves out calls without points, and says so when none is left", () => {
    expect(estimate([right, { points: Number.NaN }, wrong])?.value).toBeCloseTo(1 / 3, 12);
    expect(estimate([{ points: Number.NaN }])).toMatchObject({ value: null, why: "no calls to measure" });
    expect(estimate([])).toMatchObject({ value: null });
  });
});
