import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/audits.json" with { type: "json" };
import { wilsonEffectiveSize } from "./wilson-effective-size.ts";
import { wilsonInterval } from "./wilson-interval.ts";

describe("wilsonEffectiveSize", () => {
  it.each(golden.corrected)("of $measured is what a root finder finds", ({ measured, effectiveSize }) => {
    const [value = Number.NaN, low = Number.NaN, high = Number.NaN] = measured;
    expect(relativeError(wilsonEffectiveSize(value, { low, high }, golden.level), effectiveSize)).toBeLessThan(1e-9);
  });

  it("finds the n that an interval was made from", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const right = Math.round(share * n);
        const interval = wilsonInterval(right, n, 0.95);
        expect(interval).not.toBeNull();
        expect(wilsonEffectiveSize(right / n, interval ?? { low: 0, high: 1 }, 0.95) / n).toBeCloseTo(1, 8);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("is infinite without a width and 0 for the widest", () => {
    expect(wilsonEffectiveSize(0.3, { low: 0.3, high: 0.3 }, 0.95)).toBe(Number.POSITIVE_INFINITY);
    expect(wilsonEffectiveSize(0.3, { low: 0, high: 1 }, 0.95)).toBe(0);
  });

  it("refuses what is no interval", () => {
    for (const [value, low, high, level] of [
      [1.2, 0, 1, 0.95],
      [0.5, 0.6, 0.4, 0.95],
      [0.5, 0.4, 0.6, 95],
    ] as const) {
      expect(() => wilsonEffectiveSize(value, { low, high }, level)).toThrow(
        expect.objectContaining({ code: "INTERNAL" }),
      );
    }
  });
});
