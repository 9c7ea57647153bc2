import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accuracySpread } from "./accuracy-spread.ts";

const of = (...accuracies: number[]) => accuracySpread(Float64Array.from(accuracies));
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

describe("accuracySpread", () => {
  it("is what the definitions say of 50, 60 and 70%", () => {
    const spread = of(0.5, 0.6, 0.7);
    expect(spread?.mean).toBeCloseTo(0.6, 12);
    expect(spread?.max).toBe(0.7);
    expect(spread?.min).toBe(0.5);
    expect(spread?.spread).toBeCloseTo(0.2, 12);
    // √((0.1² + 0 + 0.1²)/3)
    expect(spread?.deviation).toBeCloseTo(0.0816496580927726, 12);
    // 1 − (0.7 − 0.6), and that times 0.7
    expect(spread?.saturation).toBeCloseTo(0.9, 12);
    expect(spread?.combined).toBeCloseTo(0.63, 12);
  });

  it("saturates where all prompts do the same", () => {
    expect(of(0.8, 0.8)).toEqual({
      mean: 0.8,
      max: 0.8,
      min: 0.8,
      spread: 0,
      deviation: 0,
      saturation: 1,
      combined: 0.8,
    });
    expect(of(0.3)).toMatchObject({ spread: 0, saturation: 1, combined: 0.3 });
  });

  it("is nothing of nothing, and refuses what is no accuracy", () => {
    expect(of()).toBeNull();
    for (const wrong of [Number.NaN, -0.1, 1.1, Number.POSITIVE_INFINITY]) {
      expect(() => of(0.5, wrong)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    }
  });

  it("keeps its order and bounds, whatever the accuracies and their order", () => {
    fc.assert(
      fc.property(shares, (accuracies) => {
        const spread = of(...accuracies);
        if (spread === null) {
          throw new Error("no spread");
        }
        expect(spread.min).toBeLessThanOrEqual(spread.mean);
        expect(spread.mean).toBeLessThanOrEqual(spread.max);
        expect(spread.deviation).toBeLessThanOrEqual(spread.spread / 2 + 1e-12);
        expect(spread.combined).toBeLessThanOrEqual(spread.max);
        expect(spread.combined).toBeGreaterThanOrEqual(0);
        expect(spread.saturation).toBeGreaterThanOrEqual(1 - spread.spread - 1e-12);
        const reversed = of(...accuracies.toReversed());
        for (const [name, value] of Object.entries(spread)) {
          expect(reversed?.[name as keyof typeof spread]).toBeCloseTo(value, 10);
        }
      }),
    );
  });

  // The inequalities that intervals are made from.
  it("is moved no further by errors than their extremes allow", () => {
    const pairs = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(pairs, (list) => {
        const seen = of(...list.map(([value]) => value));
        const truth = of(...list.map(([, value]) => value));
        const errors = list.map(([value, other]) => value - other);
        if (seen === null || truth === null) {
          throw new Error("no spread");
        }
        const [most, least] = [Math.max(...errors), Math.min(...errors)];
        const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
        const slack = 1e-12;
        expect(truth.max).toBeGreaterThanOrEqual(seen.max - most - slack);
        expect(truth.max).toBeLessThanOrEqual(seen.max - least + slack);
        expect(truth.min).toBeGreaterThanOrEqual(seen.min - most - slack);
        expect(truth.min).toBeLessThanOrEqual(seen.min - least + slack);
        expect(truth.saturation).toBeGreaterThanOrEqual(seen.saturation + (least - mean) - slack);
        expect(truth.saturation).toBeLessThanOrEqual(seen.saturation + (most - mean) + slack);
      }),
    );
  });
});
