import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/proportion-intervals.json" with { type: "json" };
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";

describe("clopperPearsonInterval", () => {
  it.each(golden.cases)("of $successes in $n at $level is statsmodels'", ({ successes, n, level, clopperPearson }) => {
    const interval = clopperPearsonInterval(successes, n, level);
    expect(relativeError(interval?.low ?? Number.NaN, clopperPearson[0] ?? Number.NaN)).toBeLessThan(1e-10);
    expect(relativeError(interval?.high ?? Number.NaN, clopperPearson[1] ?? Number.NaN)).toBeLessThan(1e-10);
  });

  it("is null when nothing was observed", () => {
    expect(clopperPearsonInterval(0, 0, 0.95)).toBeNull();
  });

  it("refuses impossible counts and levels", () => {
    expect(() => clopperPearsonInterval(3, 2, 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    expect(() => clopperPearsonInterval(1, 2, 95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
