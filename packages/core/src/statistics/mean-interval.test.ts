import { describe, expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const mean = (points: readonly number[], clusters: readonly number[]) =>
  meanInterval(Float64Array.from(points), clusterIndex(Int32Array.from(clusters)), 0.95);

describe("meanInterval", () => {
  it("is Wilson's for single rows of 0 and 1", () => {
    expect(mean([1, 0, 1, 1], [3, 1, 2, 9])).toEqual({ value: 0.75, ...wilsonInterval(3, 4, 0.95), method: "wilson" });
  });

  it("is the clustered one where rows share a cluster", () => {
    const expected = clusteredWilsonInterval({ sums: Float64Array.of(2, 0), sizes: Float64Array.of(2, 1) }, 0.95);
    expect(mean([1, 0, 1], [1, 2, 1])).toEqual({ value: 2 / 3, ...expected, method: "clustered-wilson" });
  });

  it("is the clustered one for partial credit", () => {
    expect(mean([0.5, 1, 0], [1, 2, 3])).toMatchObject({ value: 0.5, method: "clustered-wilson" });
  });

  it("is null without rows", () => {
    expect(mean([], [])).toBeNull();
  });

  it("refuses points outside 0–1", () => {
    expect(() => mean([1.5], [0])).toThrow("1.5 in row 0");
    expect(() => mean([0, Number.NaN], [0, 1])).toThrow("NaN in row 1");
  });
});
