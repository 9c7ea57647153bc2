import fc from "fast-check";
import { expect, it } from "vitest";
import { binomialLowerTail, binomialMass, binomialUpperTail } from "./binomial-tail.ts";

const trials = fc.integer({ min: 1, max: 3000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

it("the tails are the sums of the masses, and meet", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), share, share, (n, share, probability) => {
      const k = Math.floor(share * n);
      let below = 0;
      for (let successes = 0; successes <= k; successes++) {
        below += binomialMass(successes, n, probability);
      }
      expect(binomialLowerTail(k, n, probability)).toBeCloseTo(below, 11);
      expect(binomialUpperTail(k + 1, n, probability)).toBeCloseTo(1 - below, 11);
    }),
  );
});

it("successes and failures mirror each other", () => {
  fc.assert(
    fc.property(trials, share, fc.integer({ min: 0, max: 1024 }), (n, share, step) => {
      // Multiples of 1/1024 have exact complements.
      const k = Math.floor(share * n);
      const probability = step / 1024;
      expect(binomialUpperTail(n - k, n, 1 - probability)).toBeCloseTo(binomialLowerTail(k, n, probability), 12);
      expect(binomialMass(n - k, n, 1 - probability)).toBeCloseTo(binomialMass(k, n, probability), 12);
    }),
  );
});

it("more successes are likelier with a higher probability", () => {
  fc.assert(
    fc.property(trials, share, share, share, (n, share, one, other) => {
      const k = Math.floor(share * n);
      const few = binomialUpperTail(k, n, Math.min(one, other));
      expect(few).toBeLessThanOrEqual(binomialUpperTail(k, n, Math.max(one, other)) + 1e-12);
    }),
  );
});
