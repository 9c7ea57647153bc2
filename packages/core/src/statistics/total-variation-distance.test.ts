import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { totalVariationDistance } from "./total-variation-distance.ts";

const distance = (first: readonly number[], second: readonly number[]) =>
  totalVariationDistance(Float64Array.from(first), Float64Array.from(second));

describe("totalVariationDistance", () => {
  it.each([
    { first: [5, 5], second: [9, 1], expected: 0.4 },
    { first: [1, 1, 1, 1], second: [25, 25, 25, 25], expected: 0 },
    { first: [7, 0], second: [0, 3], expected: 1 },
    { first: [10, 0, 0, 0, 0], second: [2, 2, 2, 2, 2], expected: 0.8 },
  ])("of $first and $second is $expected", ({ first, second, expected }) => {
    expect(distance(first, second)).toBeCloseTo(expected, 12);
  });

  it("is null where a histogram is empty", () => {
    expect(distance([], [])).toBeNull();
    expect(distance([0, 0], [1, 2])).toBeNull();
    expect(distance([1, 2], [0, 0])).toBeNull();
  });

  it("is a distance: symmetric, no longer than by way of a third, the greatest difference of any set's share", () => {
    const histogram = fc
      .array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 4 })
      .filter((cells) => cells.some(Boolean));
    fc.assert(
      fc.property(histogram, histogram, histogram, (first, second, third) => {
        const direct = distance(first, second) ?? Number.NaN;
        expect(direct).toBe(distance(second, first));
        expect(direct).toBeLessThanOrEqual((distance(first, third) ?? 0) + (distance(third, second) ?? 0) + 1e-12);
        const share = (cells: readonly number[], set: number) =>
          cells.reduce((sum, cell, at) => sum + ((set >> at) & 1 ? cell : 0), 0) / cells.reduce((a, b) => a + b, 0);
        const greatest = Math.max(...Array.from({ length: 16 }, (_, set) => share(first, set) - share(second, set)));
        expect(direct).toBeCloseTo(greatest, 12);
      }),
    );
  });

  it("refuses what are no histograms of the same cells", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => distance([1], [1, 2])).toThrow(internal);
    expect(() => distance([-1, 2], [1, 2])).toThrow(internal);
    expect(() => distance([Number.NaN, 2], [1, 2])).toThrow(internal);
  });
});
