import { describe, expect, it } from "vitest";
import { itemGroup } from "./__fixtures__/item-group.ts";
import golden from "./__golden__/unpaired-difference.json" with { type: "json" };
import { unpairedDifference } from "./unpaired-difference.ts";

describe("unpairedDifference", () => {
  it.each(golden.cases)("of $first and $second is Newcombe's method 10", (expected) => {
    const [x = 0, n = 0] = expected.first;
    const [y = 0, m = 0] = expected.second;
    const found = unpairedDifference(itemGroup(x, n), itemGroup(y, m), 0.95);
    expect(found?.difference.value).toBeCloseTo(expected.difference, 12);
    expect(found?.difference.low).toBeCloseTo(expected.low, 10);
    expect(found?.difference.high).toBeCloseTo(expected.high, 10);
    expect(found?.relative?.value).toBeCloseTo(expected.relative, 12);
    expect(found?.relative?.low).toBeCloseTo(expected.relativeLow, 8);
    expect(found?.relative?.high).toBeCloseTo(expected.relativeHigh, 8);
  });

  it("of 56/70 and 48/80 is what Newcombe 1998 prints for example a", () => {
    const { low, high } = unpairedDifference(itemGroup(56, 70), itemGroup(48, 80), 0.95)?.difference ?? {
      low: 0,
      high: 0,
    };
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.0524", "0.3339"]);
  });

  it("widens where items come in clusters", () => {
    const single = itemGroup(60, 100);
    const clustered = { points: single.points, clusters: single.clusters.map((_, row) => Math.floor(row / 5)) };
    const width = (bounds: { readonly low: number; readonly high: number } | undefined) =>
      (bounds?.high ?? 0) - (bounds?.low ?? 0);
    const other = itemGroup(50, 100);
    expect(width(unpairedDifference(clustered, other, 0.95)?.difference)).toBeGreaterThan(
      1.5 * width(unpairedDifference(single, other, 0.95)?.difference),
    );
  });

  it("has no relative difference from nothing, nor a lower limit where the first may be nothing", () => {
    expect(unpairedDifference(itemGroup(0, 10), itemGroup(3, 10), 0.95)?.relative).toBeNull();
    const one = { points: Float64Array.of(0.5, 0), clusters: Int32Array.of(0, 0) };
    const relative = unpairedDifference(one, itemGroup(3, 10), 0.95)?.relative;
    expect(relative?.low === null || Number.isFinite(relative?.low)).toBe(true);
  });

  it("of identical groups is 0 with a width, of all right too", () => {
    for (const right of [0, 7, 10]) {
      const { value, low, high } = unpairedDifference(itemGroup(right, 10), itemGroup(right, 10), 0.95)?.difference ?? {
        value: Number.NaN,
        low: 0,
        high: 0,
      };
      expect(value).toBe(0);
      expect(low).toBeLessThan(-0.2);
      expect(high).toBeCloseTo(-low, 12);
    }
  });

  it("is null where a group is empty", () => {
    expect(unpairedDifference(itemGroup(0, 0), itemGroup(3, 10), 0.95)).toBeNull();
    expect(unpairedDifference(itemGroup(3, 10), itemGroup(0, 0), 0.95)).toBeNull();
  });
});
