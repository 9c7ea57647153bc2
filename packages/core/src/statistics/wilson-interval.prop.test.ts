import fc from "fast-check";
import { expect, it } from "vitest";
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const size = fc.double({ min: 0.5, max: 1e6, noNaN: true });
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 1e-200, max: 1, noNaN: true }));
const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });

for (const interval of [wilsonInterval, clopperPearsonInterval]) {
  it(`${interval.name} lies within 0–1 and around the proportion`, () => {
    fc.assert(
      fc.property(size, share, level, (n, proportion, atLevel) => {
        const { low, high } = interval(proportion * n, n, atLevel) ?? { low: Number.NaN, high: Number.NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(proportion + 1e-9);
        expect(high).toBeGreaterThanOrEqual(proportion - 1e-9);
      }),
    );
  });

  it(`${interval.name} of the failures is the mirror image`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), share, level, (n, proportion, atLevel) => {
        const successes = Math.round(proportion * n);
        const one = interval(successes, n, atLevel);
        const other = interval(n - successes, n, atLevel);
        expect(one?.low).toBeCloseTo(1 - (other?.high ?? Number.NaN), 10);
        expect(one?.high).toBeCloseTo(1 - (other?.low ?? Number.NaN), 10);
      }),
    );
  });

  it(`${interval.name} widens with the level and shrinks with n`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), share, (n, proportion) => {
        const width = (size: number, atLevel: number): number => {
          const { low, high } = interval(proportion * size, size, atLevel) ?? { low: 0, high: 0 };
          return high - low;
        };
        expect(width(n, 0.99)).toBeGreaterThan(width(n, 0.9));
        expect(width(2 * n, 0.95)).toBeLessThan(width(n, 0.95));
      }),
    );
  });
}
