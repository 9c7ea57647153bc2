import { expect, it } from "vitest";
import { choleskyFactor, choleskyInverse, choleskySolve } from "./cholesky-factor.ts";

it("factors, solves and inverts", () => {
  // [[4, 2, 0], [2, 5, 3], [0, 3, 6]]; the upper triangle is not read.
  const matrix = Float64Array.of(4, 99, 99, 2, 5, 99, 0, 3, 6);
  expect(choleskyFactor(matrix, 3)).toBe(true);
  const side = Float64Array.of(8, 21, 24);
  choleskySolve(matrix, 3, side);
  for (const [i, value] of [1, 2, 3].entries()) {
    expect(side[i]).toBeCloseTo(value, 12);
  }
  // By cofactors over the determinant 60.
  const inverse = choleskyInverse(matrix, 3);
  for (const [i, value] of [21, -12, 6, -12, 24, -12, 6, -12, 16].entries()) {
    expect(inverse[i]).toBeCloseTo(value / 60, 12);
  }
});

it("refuses what is not positive definite", () => {
  expect(choleskyFactor(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
  expect(choleskyFactor(Float64Array.of(1, 0, 1, 1), 2)).toBe(false);
  expect(choleskyFactor(Float64Array.of(Number.NaN), 1)).toBe(false);
});
