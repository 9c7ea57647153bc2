import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/distribution-tails.json" with { type: "json" };
import { binomialLowerTail, binomialMass, binomialUpperTail } from "./binomial-tail.ts";

/** scipy gives 0 below this, or has lost its digits. */
const least = 1e-300;

describe("the binomial distribution", () => {
  it.each(golden.binomial)("at $k of $n with $p is scipy's", ({ k, n, p, mass, lower, upper }) => {
    for (const [actual, expected] of [
      [binomialMass(k, n, p), mass],
      [binomialLowerTail(k, n, p), lower],
      [binomialUpperTail(k, n, p), upper],
    ] as const) {
      expect(expected < least ? actual : relativeError(actual, expected)).toBeLessThan(
        expected < least ? 2 * least : 1e-10,
      );
    }
  });

  it("of ten fair coins has 11/1024 at most 1", () => {
    expect(relativeError(binomialMass(1, 10, 0.5), 10 / 1024)).toBeLessThan(1e-13);
    expect(relativeError(binomialLowerTail(1, 10, 0.5), 11 / 1024)).toBeLessThan(1e-13);
    expect(relativeError(binomialUpperTail(9, 10, 0.5), 11 / 1024)).toBeLessThan(1e-13);
  });

  it("has nothing outside 0 to n", () => {
    expect([binomialMass(-1, 5, 0.3), binomialLowerTail(-1, 5, 0.3), binomialUpperTail(-1, 5, 0.3)]).toEqual([0, 0, 1]);
    expect([binomialMass(6, 5, 0.3), binomialLowerTail(6, 5, 0.3), binomialUpperTail(6, 5, 0.3)]).toEqual([0, 1, 0]);
  });

  it("is certain without trials and at probabilities 0 and 1", () => {
    expect([binomialMass(0, 0, 0.3), binomialLowerTail(0, 0, 0.3), binomialUpperTail(0, 0, 0.3)]).toEqual([1, 1, 1]);
    expect([binomialMass(0, 5, 0), binomialMass(1, 5, 0), binomialUpperTail(1, 5, 0)]).toEqual([1, 0, 0]);
    expect([binomialMass(5, 5, 1), binomialMass(4, 5, 1), binomialLowerTail(4, 5, 1)]).toEqual([1, 0, 0]);
  });

  it.each([
    [0.5, 5, 0.3],
    [1, 5.5, 0.3],
    [1, -1, 0.3],
    [1, 5, -0.1],
    [1, 5, 1.1],
    [1, 5, Number.NaN],
  ])("is NaN for %d of %d at %d", (k, n, probability) => {
    expect(binomialMass(k, n, probability)).toBeNaN();
    expect(binomialLowerTail(k, n, probability)).toBeNaN();
    expect(binomialUpperTail(k, n, probability)).toBeNaN();
  });
});
