import { describe, expect, it } from "vitest";
import { betaBinomialShrinkage } from "./beta-binomial-shrinkage.ts";

const shrink = (points: readonly number[], sizes: readonly number[], level = 0.95) =>
  betaBinomialShrinkage({ points: Float64Array.from(points), sizes: Float64Array.from(sizes) }, level);

describe("betaBinomialShrinkage", () => {
  it("weighs each cell by n/(n + M)", () => {
    const shrunken = shrink([2, 8], [10, 10]);
    const overDispersion = (0.18 / 0.25 - 0.1) / 0.9;
    const weight = 10 / (10 + 1 / overDispersion - 1);
    expect(shrunken?.pooling).toBe("partial");
    expect(shrunken?.cells[0]?.weight).toBeCloseTo(weight, 12);
    expect(shrunken?.cells[0]?.value).toBeCloseTo(0.5 - 0.3 * weight, 12);
  });

  it("pools in full where cells differ no more than by chance, with less certainty than one cell of all", () => {
    const shrunken = shrink([5, 4, 6], [10, 10, 10]);
    expect(shrunken).toMatchObject({ pooling: "full", pooled: 0.5, overDispersion: 0 });
    for (const cell of shrunken?.cells ?? []) {
      expect(cell).toMatchObject({ value: 0.5, weight: 0 });
      const alone = shrink([15], [30])?.cells[0] ?? { low: 0, high: 0 };
      expect(cell.high - cell.low).toBeGreaterThan(alone.high - alone.low);
      expect(cell.high - cell.low).toBeLessThan(0.55);
    }
  });

  it("leaves a single cell as it is, with Jeffreys' interval", () => {
    const single = shrink([8], [10]);
    expect(single).toMatchObject({ pooling: "none", overDispersion: null, pooled: 0.8 });
    // Brown, Cai & DasGupta 2001; scipy.stats.beta.ppf([0.025, 0.975], 8.5, 2.5)
    expect(single?.cells[0]).toMatchObject({ raw: 0.8, value: 0.8, weight: 1 });
    expect(single?.cells[0]?.low).toBeCloseTo(0.49722550356, 8);
    expect(single?.cells[0]?.high).toBeCloseTo(0.955940586447, 8);
  });

  it("gives an empty cell the pooled proportion and the widest interval", () => {
    const [first, , empty] = shrink([10, 70, 0], [20, 100, 0])?.cells ?? [];
    expect(empty?.raw).toBeNull();
    expect(empty?.weight).toBe(0);
    expect((empty?.high ?? 0) - (empty?.low ?? 0)).toBeGreaterThan((first?.high ?? 0) - (first?.low ?? 0));
  });

  it("of all right reaches 1, of all wrong 0, neither with certainty", () => {
    for (const cell of shrink([4, 30], [4, 30])?.cells ?? []) {
      expect(cell).toMatchObject({ value: 1, high: 1 });
      expect(cell.low).toBeLessThan(0.98);
    }
    for (const cell of shrink([0, 0], [4, 30])?.cells ?? []) {
      expect(cell).toMatchObject({ value: 0, low: 0 });
      expect(cell.high).toBeGreaterThan(0.02);
    }
  });

  it("takes effective sizes below one and huge ones", () => {
    for (const cell of shrink([0.2, 3e5, 0.5], [0.4, 6e5, 0.9])?.cells ?? []) {
      expect(cell.low).toBeGreaterThanOrEqual(0);
      expect(cell.low).toBeLessThanOrEqual(cell.value);
      expect(cell.high).toBeGreaterThanOrEqual(cell.value);
    }
  });

  it("is null without observations", () => {
    expect(shrink([], [])).toBeNull();
    expect(shrink([0, 0], [0, 0])).toBeNull();
  });

  it("refuses what are not cells of 0–1 points", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => shrink([1], [])).toThrow(internal);
    expect(() => shrink([2], [1])).toThrow(internal);
    expect(() => shrink([Number.NaN], [1])).toThrow(internal);
    expect(() => shrink([1], [1], 1)).toThrow(internal);
  });
});
