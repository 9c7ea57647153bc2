import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMultinomial } from "./random-multinomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

describe("randomMultinomial", () => {
  it("shares out every trial, none to cells without weight", () => {
    const weights = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(weights, fc.nat({ max: 5000 }), fc.nat(), (list, trials, seed) => {
        const counts = new Float64Array(list.length).fill(-1);
        randomMultinomial(trials, Float64Array.from(list), counts, uniformGenerator("multinomial", seed));
        const total = list.reduce((sum, weight) => sum + weight, 0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total === 0 ? 0 : trials);
        expect(list.every((weight, cell) => weight > 0 || counts[cell] === 0)).toBe(true);
      }),
    );
  });

  it("has the means and covariances of the multinomial distribution", () => {
    const weights = Float64Array.of(5, 0, 30, 15);
    const counts = new Float64Array(4);
    const generator = uniformGenerator("multinomial-moments");
    const draws = 20_000;
    const trials = 40;
    const sums = [0, 0, 0, 0];
    let product = 0;
    let square = 0;
    for (let draw = 0; draw < draws; draw++) {
      randomMultinomial(trials, weights, counts, generator);
      for (const cell of sums.keys()) {
        sums[cell] = (sums[cell] ?? 0) + (counts[cell] ?? 0) / draws;
      }
      product += (((counts[0] ?? 0) - 4) * ((counts[2] ?? 0) - 24)) / draws;
      square += ((counts[2] ?? 0) - 24) ** 2 / draws;
    }
    expect(sums[0]).toBeCloseTo(4, 1);
    expect(sums[2]).toBeCloseTo(24, 1);
    expect(sums[3]).toBeCloseTo(12, 1);
    expect(Math.abs(product / (-trials * 0.1 * 0.6) - 1)).toBeLessThan(0.06);
    expect(Math.abs(square / (trials * 0.6 * 0.4) - 1)).toBeLessThan(0.06);
  });
});
