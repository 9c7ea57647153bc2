import fc from "fast-check";
import { expect, it } from "vitest";
import { type CountOf, roganGladenRate } from "./rogan-gladen-rate.ts";

const trial = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([of, share]): CountOf => ({ count: Math.round(share * of), of }));
const rest = ({ count, of }: CountOf): CountOf => ({ count: of - count, of });

it("the rate lies within its limits, they within 0–1, and failures are turned around", () => {
  fc.assert(
    fc.property(trial, trial, trial, (positive, sensitivity, specificity) => {
      const found = roganGladenRate({ positive, sensitivity, specificity }, 0.95);
      const turned = roganGladenRate(
        { positive: rest(positive), sensitivity: specificity, specificity: sensitivity },
        0.95,
      );
      expect(turned.status).toBe(found.status);
      if (found.status === "estimated" && turned.status === "estimated") {
        expect(found.low).toBeGreaterThanOrEqual(0);
        expect(found.high).toBeLessThanOrEqual(1);
        expect(found.low).toBeLessThanOrEqual(found.value);
        expect(found.high).toBeGreaterThanOrEqual(found.value);
        expect(turned.value).toBeCloseTo(1 - found.value, 9);
        expect(turned.low).toBeCloseTo(1 - found.high, 9);
      }
    }),
  );
});

it("the rate grows with what the judge calls positive", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), (count) => {
      const tried = { sensitivity: { count: 45, of: 50 }, specificity: { count: 40, of: 50 } };
      const one = roganGladenRate({ ...tried, positive: { count, of: 100 } }, 0.95);
      const more = roganGladenRate({ ...tried, positive: { count: count + 1, of: 100 } }, 0.95);
      expect(
        more.status === "estimated" && one.status === "estimated" ? more.value - one.value : -1,
      ).toBeGreaterThanOrEqual(0);
    }),
  );
});
