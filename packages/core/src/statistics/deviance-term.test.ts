import { expect, it } from "vitest";
import { devianceTerm } from "./deviance-term.ts";

it("is observed · ln(observed/expected) + expected − observed", () => {
  expect(devianceTerm(10, 8)).toBeCloseTo(10 * Math.log(1.25) - 2, 14);
  expect(devianceTerm(2, 30)).toBeCloseTo(2 * Math.log(2 / 30) + 28, 13);
});

it("is 0 where they are equal, and keeps its digits close by: d²/2e − d³/6e² + …", () => {
  expect(devianceTerm(1e6, 1e6)).toBe(0);
  expect(devianceTerm(1e6 + 1, 1e6) / (0.5e-6 - 1e-12 / 6)).toBeCloseTo(1, 12);
});

it("goes smoothly from the series to the logarithm", () => {
  const expected = 1000;
  const edge = (expected * 1.1) / 0.9;
  const step = 1e-7;
  const slope = (devianceTerm(edge + step, expected) - devianceTerm(edge - step, expected)) / (2 * step);
  expect(slope).toBeCloseTo(Math.log(edge / expected), 5);
});
