import { expect, it } from "vitest";
import { clusteredDegrees } from "./clustered-degrees.ts";

it("are clusters − 1 for clusters of one size, whatever the design effect", () => {
  for (const designEffect of [1, 1.7, 3, Number.POSITIVE_INFINITY]) {
    expect(clusteredDegrees(Float64Array.of(3, 3, 3, 3), designEffect)).toBeCloseTo(3, 12);
    expect(clusteredDegrees(Float64Array.of(1, 1, 1), designEffect)).toBeCloseTo(2, 12);
  }
});

it("of uneven clusters go from Kish's by units to Kish's by squares as units become copies", () => {
  const sizes = Float64Array.of(4, 2, 1, 1);
  // Σm = 8, Σm² = 22; Σm⁴ = 274.
  expect(clusteredDegrees(sizes, 1)).toBeCloseTo(64 / 22 - 1, 12);
  expect(clusteredDegrees(sizes, Number.POSITIVE_INFINITY)).toBe(1);
  expect(clusteredDegrees(Float64Array.of(4, 4, 4, 4, 2), Number.POSITIVE_INFINITY)).toBeCloseTo(
    68 ** 2 / 1040 - 1,
    12,
  );
});

it("are at least 1", () => {
  expect(clusteredDegrees(Float64Array.of(100, 1), 5)).toBe(1);
  expect(clusteredDegrees(Float64Array.of(7), 1)).toBe(1);
});
