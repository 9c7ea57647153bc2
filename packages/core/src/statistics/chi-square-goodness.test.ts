import { describe, expect, it } from "vitest";
import golden from "./__golden__/chi-square-goodness.json" with { type: "json" };
import { chiSquareGoodness } from "./chi-square-goodness.ts";
import { randomMultinomial } from "./random-multinomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const test = (observed: readonly number[], expected: readonly number[]) =>
  chiSquareGoodness(Float64Array.from(observed), Float64Array.from(expected));

describe("chiSquareGoodness", () => {
  it.each(golden.cases)("of $observed against $expected is scipy's", ({ observed, expected, statistic, p }) => {
    expect(test(observed, expected)).toMatchObject({
      statistic: expect.closeTo(statistic, 10),
      p: expect.closeTo(p, 12),
      degrees: observed.length - 1,
    });
  });

  it("gives the size of the departure and the least expectation", () => {
    const found = test([30, 10], [1, 3]);
    // 20²/10 + 20²/30 over 40
    expect(found).toMatchObject({ effect: expect.closeTo(Math.sqrt(4 / 3), 12), leastExpected: 10 });
  });

  it("leaves out cells that are neither counted nor expected", () => {
    expect(test([16, 0, 12], [1, 0, 1])).toEqual(test([16, 12], [1, 1]));
  });

  it("of exactly what was expected gives p = 1", () => {
    expect(test([10, 20], [1, 2])).toMatchObject({ statistic: 0, p: 1 });
  });

  it.each([
    { observed: [], expected: [], why: "nothing was counted" },
    { observed: [0, 0], expected: [1, 1], why: "nothing was counted" },
    { observed: [3, 0], expected: [1, 0], why: "fewer than two cells" },
    { observed: [3, 1, 2], expected: [1, 0, 1], why: "where nothing was expected" },
  ])("of $observed against $expected is not estimable: $why", ({ observed, expected, why }) => {
    expect(test(observed, expected)).toMatchObject({ status: "not-estimable", why: expect.stringContaining(why) });
  });

  it("refuses negative counts and different cells", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => test([-1, 2], [1, 1])).toThrow(internal);
    expect(() => test([1, 2], [1])).toThrow(internal);
    expect(() => test([1, 2], [1, Number.NaN])).toThrow(internal);
  });

  it.each([
    { weights: [1, 1, 1, 1, 1], n: 50 },
    { weights: [4, 3, 2, 1], n: 400 },
  ])("rejects about 5 % under the null: $weights, $n items", ({ weights, n }) => {
    const samples = 2000;
    const generator = uniformGenerator("chi-square-goodness", n);
    const shares = Float64Array.from(weights);
    const counts = new Float64Array(weights.length);
    let rejected = 0;
    for (let sample = 0; sample < samples; sample++) {
      randomMultinomial(n, shares, counts, generator);
      const found = chiSquareGoodness(counts, shares);
      rejected += found.status === "estimated" && found.p <= 0.05 ? 1 : 0;
    }
    expect(rejected / samples).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples));
    expect(rejected / samples).toBeGreaterThan(0.03);
  });
});
