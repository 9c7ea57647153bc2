import fc from "fast-check";
import { expect, it } from "vitest";
import { studentTCdf } from "./student-t-cdf.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

const degrees = fc.oneof(
  fc.double({ min: 0.5, max: 1000, noNaN: true }),
  fc.double({ min: 1000, max: 1e7, noNaN: true }),
);
const statistic = fc.double({ min: -50, max: 50, noNaN: true });

it("is undone by the quantile", () => {
  fc.assert(
    fc.property(degrees, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (df, probability) => {
      const back = studentTCdf(studentTQuantile(probability, df), df);
      expect(Math.abs(back - probability)).toBeLessThan(1e-9 * probability + 1e-12);
    }),
  );
});

it("rises in t and mirrors itself", () => {
  fc.assert(
    fc.property(degrees, statistic, statistic, (df, one, other) => {
      expect(studentTCdf(Math.min(one, other), df)).toBeLessThanOrEqual(studentTCdf(Math.max(one, other), df) + 1e-12);
      expect(studentTCdf(one, df) + studentTCdf(-one, df)).toBeCloseTo(1, 12);
    }),
  );
});

it("has thinner tails with more degrees", () => {
  fc.assert(
    fc.property(degrees, degrees, fc.double({ min: 0, max: 30, noNaN: true }), (one, other, t) => {
      const many = studentTCdf(-t, Math.max(one, other));
      expect(many).toBeLessThanOrEqual(studentTCdf(-t, Math.min(one, other)) * (1 + 1e-9));
    }),
  );
});
