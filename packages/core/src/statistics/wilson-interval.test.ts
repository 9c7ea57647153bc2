import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/proportion-intervals.json" with { type: "json" };
import { wilsonInterval } from "./wilson-interval.ts";

describe("wilsonInterval", () => {
  it.each(golden.cases)("of $successes in $n at $level is statsmodels'", ({ successes, n, level, wilson }) => {
    const interval = wilsonInterval(successes, n, level);
    // The lower limit comes from a difference of numbers near the upper one: its error is relative to that.
    expect(Math.abs((interval?.low ?? Number.NaN) - (wilson[0] ?? Number.NaN))).toBeLessThan(1e-12);
    expect(relativeError(interval?.high ?? Number.NaN, wilson[1] ?? Number.NaN)).toBeLessThan(1e-10);
  });

  it("touches 0 when all are wrong and 1 when all are right", () => {
    expect(wilsonInterval(0, 20, 0.95)?.low).toBe(0);
    expect(wilsonInterval(20, 20, 0.95)?.high).toBe(1);
  });

  it("is null when nothing was observed", () => {
    expect(wilsonInterval(0, 0, 0.95)).toBeNull();
  });

  it.each([
    [-1, 5, 0.95],
    [6, 5, 0.95],
    [Number.NaN, 5, 0.95],
    [1, Number.POSITIVE_INFINITY, 0.95],
    [1, 5, 0],
    [1, 5, 1],
  ])("refuses %d of %d at %d", (successes, n, level) => {
    expect(() => wilsonInterval(successes, n, level)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
