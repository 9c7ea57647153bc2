import fc from "fast-check";
import { expect, it } from "vitest";
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";

const shape = fc.double({ min: 0.05, max: 2000, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

it("of x and of 1 − x with the shapes exchanged add up to 1", () => {
  fc.assert(
    // Multiples of 1/4096 have exact complements.
    fc.property(fc.integer({ min: 0, max: 4096 }), shape, shape, (step, a, b) => {
      const x = step / 4096;
      const sum = regularisedIncompleteBeta(x, a, b) + regularisedIncompleteBeta(1 - x, b, a);
      expect(sum).toBeCloseTo(1, 11);
    }),
  );
});

it("does not fall in x", () => {
  fc.assert(
    fc.property(share, share, shape, shape, (one, other, a, b) => {
      const low = regularisedIncompleteBeta(Math.min(one, other), a, b);
      const high = regularisedIncompleteBeta(Math.max(one, other), a, b);
      expect(low).toBeLessThanOrEqual(high + 1e-12);
    }),
  );
});

it("is undone by its inverse", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), shape, shape, (probability, a, b) => {
      const { x, complement } = inverseIncompleteBeta(probability, a, b);
      expect(x + complement).toBeCloseTo(1, 15);
      // Where 1 − x is below the spacing of numbers at 1, x alone no longer carries the probability.
      fc.pre(x > 1e-300 && complement > 1e-9);
      expect(Math.abs(regularisedIncompleteBeta(x, a, b) - probability)).toBeLessThan(1e-6 * probability + 1e-10);
    }),
  );
});
