import fc from "fast-check";
import { expect, it } from "vitest";
import { logGamma } from "./log-gamma.ts";

it("grows by ln x from x to x + 1", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
      const scale = Math.max(1, Math.abs(logGamma(x + 1)));
      expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x)) / scale).toBeLessThan(1e-13);
    }),
  );
});

it("obeys Legendre's duplication formula", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
      const doubled = (2 * x - 1) * Math.LN2 - 0.5 * Math.log(Math.PI) + logGamma(x) + logGamma(x + 0.5);
      expect(Math.abs(logGamma(2 * x) - doubled) / Math.max(1, Math.abs(doubled))).toBeLessThan(1e-13);
    }),
  );
});
