import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import macroAccuracy from "./macro-accuracy.ts";

const estimate = (rows: readonly TestRow[], specialty: readonly number[]) => {
  const [row] = macroAccuracy.configure({}).estimate(viewOf(rows), contextOf({ specialty }));
  return row;
};

describe("macro-accuracy", () => {
  it("counts every value of the tag the same", () => {
    const rows = [1, 1, 1, 0, 0].map((points) => ({ points }));
    const row = estimate(rows, [7, 7, 7, 7, 2]);
    expect(row).toMatchObject({ measure: "macro-accuracy:specialty", method: "cluster-bootstrap-wilson" });
    expect(row?.value).toBeCloseTo(0.375, 12);
    expect(row?.low).toBeGreaterThan(0);
    expect(row?.low).toBeLessThan(0.375);
    expect(row?.high).toBeGreaterThan(0.375);
    expect(row?.high).toBeLessThanOrEqual(1);
  });

  it("averages over the tag it is told", () => {
    const configured = macroAccuracy.configure({ over: "level" });
    const [row] = configured.estimate(viewOf([{ points: 1 }, { points: 0 }]), contextOf({ level: [0, 1] }));
    expect(row).toMatchObject({ measure: "macro-accuracy:level", value: 0.5 });
  });

  it("looks up the tag by item, not by row", () => {
    const rows = [
      { points: 1, item: 1 },
      { points: 0, item: 1 },
      { points: 1, item: 0 },
    ];
    expect(estimate(rows, [0, 5])?.value).toBeCloseTo(0.75, 12);
  });

  it("leaves out items without the tag and calls without points", () => {
    const rows = [1, 0, 0, Number.NaN].map((points) => ({ points }));
    expect(estimate(rows, [0, 1, -1, 2])?.value).toBe(0.5);
  });

  it("is Wilson's interval over the calls when all are right and the values are of one size", () => {
    const row = estimate([{ points: 1 }, { points: 1 }, { points: 1 }, { points: 1 }], [0, 0, 1, 1]);
    expect(row).toMatchObject({ value: 1, high: 1 });
    expect(row?.low).toBeCloseTo(wilsonInterval(4, 4, 0.95)?.low ?? Number.NaN, 12);
  });

  it("is wider when rows that agree are repeats of one item", () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({ points: Math.floor(index / 3) % 4 === 0 ? 0 : 1 }));
    const repeats = rows.map((row, index) => ({ ...row, cluster: Math.floor(index / 3) }));
    const specialty = rows.map((_, index) => Math.floor(index / 30));
    const width = (list: readonly TestRow[]): number => {
      const row = estimate(list, specialty);
      return (row?.high ?? Number.NaN) - (row?.low ?? Number.NaN);
    };
    expect(width(repeats)).toBeGreaterThan(width(rows) * 1.5);
  });

  it("takes 1000 resamples of 100,000 calls in under two seconds", () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({ points: (index * 7919) % 5 < 3 ? 1 : 0 }));
    const view = viewOf(rows);
    const context = contextOf({ specialty: rows.map((_, index) => index % 30) }, 1000);
    // Processor time, which other work on the machine does not lengthen much.
    const started = process.cpuUsage();
    macroAccuracy.configure({}).estimate(view, context);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });

  it("is not estimable when no item has the tag, or without scored calls", () => {
    expect(estimate([{ points: 1 }], [-1])).toMatchObject({
      value: null,
      method: "none",
      why: 'no scored item has the tag "specialty"',
    });
    expect(estimate([{ points: Number.NaN }], [0])).toMatchObject({ value: null });
    expect(estimate([], [])).toMatchObject({ measure: "macro-accuracy:specialty", value: null });
  });
});
