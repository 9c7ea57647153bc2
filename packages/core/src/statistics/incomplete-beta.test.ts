import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/incomplete-beta.json" with { type: "json" };
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";

describe("regularisedIncompleteBeta", () => {
  it.each(golden.cases)("at $x for $a and $b is scipy's", ({ x, a, b, value }) => {
    expect(relativeError(regularisedIncompleteBeta(x, a, b), value)).toBeLessThan(1e-11);
  });

  it("is 0 and 1 at the ends", () => {
    expect(regularisedIncompleteBeta(0, 2, 3)).toBe(0);
    expect(regularisedIncompleteBeta(1, 2, 3)).toBe(1);
  });

  it("is NaN outside its range", () => {
    for (const [x, a, b] of [
      [-0.1, 1, 1],
      [1.1, 1, 1],
      [0.5, 0, 1],
      [0.5, 1, -1],
      [Number.NaN, 1, 1],
    ] as const) {
      expect(regularisedIncompleteBeta(x, a, b)).toBeNaN();
    }
  });
});
