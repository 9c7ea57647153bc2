import { expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { fQuantile } from "./f-quantile.ts";

it.each(golden.fQuantile)("fQuantile($probability, $numerator, $denominator) is scipy's", (quantile) => {
  const found = fQuantile(quantile.probability, quantile.numerator, quantile.denominator);
  expect(found / quantile.value).toBeCloseTo(1, 9);
});

it("runs from 0 to Infinity, and is its own mirror image", () => {
  expect(fQuantile(0, 3, 5)).toBe(0);
  expect(fQuantile(1, 3, 5)).toBe(Number.POSITIVE_INFINITY);
  expect(fQuantile(0.1, 3, 5) * fQuantile(0.9, 5, 3)).toBeCloseTo(1, 10);
});

it("refuses what is outside", () => {
  const bug = expect.objectContaining({ code: "INTERNAL" });
  expect(() => fQuantile(1.1, 3, 5)).toThrow(bug);
  expect(() => fQuantile(0.5, 0, 5)).toThrow(bug);
});
