import fc from "fast-check";
import { expect, it } from "vitest";
import { regularisedLowerGamma, regularisedUpperGamma } from "./incomplete-gamma.ts";

const shape = fc.double({ min: 0.05, max: 5000, noNaN: true });
const point = fc.double({ min: 0, max: 10000, noNaN: true });

it("the two tails add up to 1", () => {
  fc.assert(
    fc.property(shape, point, (a, x) => {
      expect(regularisedLowerGamma(a, x) + regularisedUpperGamma(a, x)).toBeCloseTo(1, 12);
    }),
  );
});

it("the lower one does not fall in x, the upper one does not rise", () => {
  fc.assert(
    fc.property(shape, point, point, (a, one, other) => {
      const x = Math.min(one, other);
      const y = Math.max(one, other);
      expect(regularisedLowerGamma(a, x)).toBeLessThanOrEqual(regularisedLowerGamma(a, y) + 1e-12);
      expect(regularisedUpperGamma(a, x)).toBeGreaterThanOrEqual(regularisedUpperGamma(a, y) - 1e-12);
    }),
  );
});

it("a shape of one more adds xᵃ e⁻ˣ/Γ(a + 1) to the upper tail: whole shapes are sums of Poisson masses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 1e-3, max: 100, noNaN: true }), (a, x) => {
      let mass = Math.exp(-x);
      let sum = mass;
      for (let count = 1; count < a; count++) {
        mass *= x / count;
        sum += mass;
      }
      expect(Math.abs(regularisedUpperGamma(a, x) / sum - 1)).toBeLessThan(1e-10);
    }),
  );
});
