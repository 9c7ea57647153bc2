import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, viewOf } from "./__fixtures__/table-for-tests.ts";
import measure from "./chance-corrected-accuracy.ts";

const estimate = (rows: Parameters<typeof viewOf>[0]) => {
  const [row] = measure.configure({}).estimate(viewOf(rows), contextOf());
  return row;
};

describe("chance-corrected-accuracy", () => {
  it("is 0 for guessing and 1 for everything right", () => {
    const guessed = [1, 0, 0, 0].map((points) => ({ points, chance: 0.25 }));
    expect(estimate(guessed)?.value).toBeCloseTo(0, 15);
    expect(estimate(guessed.map((row) => ({ ...row, points: 1 })))).toMatchObject({ value: 1, high: 1 });
  });

  it("falls below 0 for less than guessing", () => {
    expect(estimate([{ points: 0, chance: 0.5 }])?.value).toBe(-1);
  });

  it("takes the mean chance, and accuracy's limits through the same formula", () => {
    const row = estimate([
      { points: 1, chance: 0.2 },
      { points: 0, chance: 0.5 },
      { points: 1, chance: 0.2 },
    ]);
    const interval = wilsonInterval(2, 3, 0.95);
    expect(row?.value).toBeCloseTo((2 / 3 - 0.3) / 0.7, 12);
    expect(row?.low).toBeCloseTo(((interval?.low ?? Number.NaN) - 0.3) / 0.7, 12);
    expect(row?.high).toBeCloseTo(((interval?.high ?? Number.NaN) - 0.3) / 0.7, 12);
    expect(row?.method).toBe("wilson");
  });

  it("takes the chance of the scored calls alone", () => {
    const row = estimate([
      { points: 1, chance: 0.2 },
      { points: Number.NaN, chance: 1 },
    ]);
    expect(row?.value).toBe(1);
  });

  it("is not estimable where guessing is always right, chance is unknown, or nothing was scored", () => {
    expect(estimate([{ points: 1, chance: 1 }])).toMatchObject({ value: null, low: null, high: null, method: "none" });
    expect(estimate([{ points: 1, chance: Number.NaN }])).toMatchObject({ value: null });
    expect(estimate([])).toMatchObject({ measure: "chance-corrected-accuracy", value: null });
  });
});
