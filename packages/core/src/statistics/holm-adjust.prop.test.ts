import fc from "fast-check";
import { expect, it } from "vitest";
import { benjaminiHochbergAdjust } from "./benjamini-hochberg-adjust.ts";
import { holmAdjust } from "./holm-adjust.ts";

const family = fc.array(fc.oneof(fc.constantFrom(0, 0.05, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 40,
});

for (const adjust of [holmAdjust, benjaminiHochbergAdjust]) {
  it(`${adjust.name} keeps the order of the p-values, raises them, and stays within 1`, () => {
    fc.assert(
      fc.property(family, (p) => {
        const adjusted = adjust(Float64Array.from(p));
        for (const [i, one] of p.entries()) {
          // n · p / n may round a hair below p.
          expect(adjusted[i]).toBeGreaterThanOrEqual(one * (1 - 1e-15));
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of p.entries()) {
            if (one <= other) {
              expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
            }
          }
        }
      }),
    );
  });

  it(`${adjust.name} does not know the order of the family`, () => {
    fc.assert(
      fc.property(family, (p) => {
        const adjusted = adjust(Float64Array.from(p));
        expect(adjust(Float64Array.from(p.toReversed()))).toEqual(adjusted.toReversed());
      }),
    );
  });
}

it("Holm's lies between Benjamini and Hochberg's and Bonferroni's", () => {
  fc.assert(
    fc.property(family, (p) => {
      const holm = holmAdjust(Float64Array.from(p));
      const rate = benjaminiHochbergAdjust(Float64Array.from(p));
      for (const [i, one] of p.entries()) {
        expect(rate[i]).toBeLessThanOrEqual((holm[i] ?? Number.NaN) * (1 + 1e-14));
        expect(holm[i]).toBeLessThanOrEqual(Math.min(1, p.length * one));
      }
    }),
  );
});
