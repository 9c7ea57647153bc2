import fc from "fast-check";
import { expect, it } from "vitest";
import { studentTQuantile } from "./student-t-quantile.ts";

const degrees = fc.double({ min: 1, max: 1e7, noNaN: true });

it("is antisymmetric about one half", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4095 }), degrees, (step, df) => {
      const p = step / 4096;
      expect(studentTQuantile(p, df)).toBeCloseTo(-studentTQuantile(1 - p, df), 9);
    }),
  );
});

it("falls towards the normal quantile with more degrees", () => {
  fc.assert(
    fc.property(degrees, degrees, fc.double({ min: 0.6, max: 0.999, noNaN: true }), (one, other, p) => {
      const few = studentTQuantile(p, Math.min(one, other));
      const many = studentTQuantile(p, Math.max(one, other));
      expect(few).toBeGreaterThanOrEqual(many * (1 - 1e-10));
    }),
  );
});
