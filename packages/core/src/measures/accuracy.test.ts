import { describe, expect, it } from "vitest";
import { clusteredWilsonInterval } from "../statistics/clustered-wilson-interval.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, viewOf } from "./__fixtures__/table-for-tests.ts";
import accuracy from "./accuracy.ts";

const estimate = (view: ReturnType<typeof viewOf>) => accuracy.configure({}).estimate(view, contextOf());

describe("accuracy", () => {
  it("is the mean of the points with Wilson's interval", () => {
    const rows = [1, 1, 0, 1].map((points) => ({ points }));
    expect(estimate(viewOf(rows))).toEqual([
      { measure: "accuracy", value: 0.75, ...wilsonInterval(3, 4, 0.95), method: "wilson" },
    ]);
  });

  it("counts repeats of an item as one cluster", () => {
    const rows = [1, 1, 0, 1, 0, 0].map((points, index) => ({ points, cluster: index >> 1 }));
    const interval = clusteredWilsonInterval({ sums: Float64Array.of(2, 1, 0), sizes: Float64Array.of(2, 2, 2) }, 0.95);
    expect(estimate(viewOf(rows))).toEqual([
      { measure: "accuracy", value: 0.5, ...interval, method: "clustered-wilson" },
    ]);
  });

  it("takes the clustered interval for partial credit", () => {
    expect(estimate(viewOf([{ points: 0.5 }, { points: 1 }]))).toMatchObject([
      { value: 0.75, method: "clustered-wilson" },
    ]);
  });

  it("takes the percentiles of a bootstrap of whole clusters where a study asks for them", () => {
    // Forty items three times each, always with the same outcome: 40 clusters, and not 120 calls.
    const rows = Array.from({ length: 120 }, (_, call) => ({
      points: call < 96 ? 1 : 0,
      cluster: Math.floor(call / 3),
    }));
    const [row] = accuracy.configure({ interval: "bootstrap" }).estimate(viewOf(rows), contextOf());
    expect(row).toMatchObject({ value: 0.8, method: "cluster-bootstrap" });
    const normal = 2 * 1.96 * Math.sqrt((0.8 * 0.2) / 40);
    expect((row?.high ?? 0) - (row?.low ?? 0)).toBeGreaterThan(0.85 * normal);
    expect((row?.high ?? 0) - (row?.low ?? 0)).toBeLessThan(1.15 * normal);
    // Where nothing varies percentiles would say that nothing can.
    expect(
      accuracy.configure({ interval: "bootstrap" }).estimate(viewOf([{ points: 1 }, { points: 1 }]), contextOf()),
    ).toMatchObject([{ value: 1, method: "wilson", high: 1 }]);
  });

  it("looks at the rows of the view and the scorer's points alone", () => {
    const view = viewOf([{ points: 0 }, { points: 1 }, { points: 0 }]);
    expect(estimate({ ...view, rows: Int32Array.of(1) })).toMatchObject([{ value: 1 }]);
    const other = { ...view.table, points: [...view.table.points, Float64Array.of(1, 1, 1)] };
    expect(estimate({ ...view, table: other, scorer: 1 })).toMatchObject([{ value: 1 }]);
  });

  it("leaves out calls without points", () => {
    expect(estimate(viewOf([{ points: Number.NaN }, { points: 1 }, { points: 0 }]))).toMatchObject([{ value: 0.5 }]);
  });

  it("is not estimable without a scored call", () => {
    const none = {
      measure: "accuracy",
      value: null,
      low: null,
      high: null,
      method: "none",
      why: "no calls to measure",
    };
    expect(estimate(viewOf([]))).toEqual([none]);
    expect(estimate(viewOf([{ points: Number.NaN }]))).toEqual([none]);
  });

  it("refuses settings it does not have", () => {
    expect(() => accuracy.configure({ over: "x" })).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });
});
