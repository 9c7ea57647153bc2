import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsForHalfWidth, proportionHalfWidth } from "./proportion-half-width.ts";

const internal = expect.objectContaining({ code: "INTERNAL" });

describe("proportionHalfWidth", () => {
  it("is half of Wilson's interval", () => {
    // z·√(p(1 − p)/n + z²/4n²)/(1 + z²/n) at 0.75, 100
    const square = 1.959963984540054 ** 2;
    expect(proportionHalfWidth(0.75, 100, 0.95)).toBeCloseTo(
      (1.959963984540054 * Math.sqrt(0.1875 / 100 + square / 40000)) / (1 + square / 100),
      12,
    );
  });

  it("without items is half of all", () => {
    expect(proportionHalfWidth(0.75, 0, 0.95)).toBe(0.5);
  });

  it("refuses what is no proportion", () => {
    expect(() => proportionHalfWidth(1.5, 10, 0.95)).toThrow(internal);
    expect(() => proportionHalfWidth(0.5, 10, 1)).toThrow(internal);
  });
});

describe("itemsForHalfWidth", () => {
  it("is the first number of items that is precise enough", () => {
    const proportion = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(proportion, fc.double({ min: 0.005, max: 0.3, noNaN: true }), (share, halfWidth) => {
        const items = itemsForHalfWidth(share, halfWidth, 0.95);
        expect(proportionHalfWidth(share, items, 0.95)).toBeLessThanOrEqual(halfWidth + 1e-9);
        expect(proportionHalfWidth(share, items - 1, 0.95)).toBeGreaterThan(halfWidth - 1e-9);
      }),
    );
  });

  it("refuses widths of nothing and of all", () => {
    expect(() => itemsForHalfWidth(0.5, 0, 0.95)).toThrow(internal);
    expect(() => itemsForHalfWidth(0.5, 0.5, 0.95)).toThrow(internal);
  });
});
