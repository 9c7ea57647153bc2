import fc from "fast-check";
import { expect, it } from "vitest";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";

const clusters = fc.array(
  fc.integer({ min: 1, max: 6 }).chain((size) => fc.record({ size: fc.constant(size), sum: fc.nat({ max: size }) })),
  { minLength: 1, maxLength: 40 },
);

function intervalOf(list: readonly { readonly size: number; readonly sum: number }[], level = 0.95) {
  const bounds = clusteredWilsonInterval(
    { sums: Float64Array.from(list, ({ sum }) => sum), sizes: Float64Array.from(list, ({ size }) => size) },
    level,
  );
  return bounds ?? { low: Number.NaN, high: Number.NaN };
}

it("lies within 0–1 and around the mean, with some width", () => {
  fc.assert(
    fc.property(clusters, (list) => {
      const { low, high } = intervalOf(list);
      const mean = list.reduce((sum, entry) => sum + entry.sum, 0) / list.reduce((sum, entry) => sum + entry.size, 0);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(mean + 1e-12);
      expect(high).toBeGreaterThanOrEqual(mean - 1e-12);
      expect(high - low).toBeGreaterThan(0.01);
    }),
  );
});

it("does not depend on the order of the clusters", () => {
  fc.assert(
    fc.property(clusters, (list) => {
      const forwards = intervalOf(list);
      const backwards = intervalOf([...list].reverse());
      expect(forwards.low).toBeCloseTo(backwards.low, 10);
      expect(forwards.high).toBeCloseTo(backwards.high, 10);
    }),
  );
});

it("of right and wrong exchanged is the mirror image", () => {
  fc.assert(
    fc.property(clusters, (list) => {
      const one = intervalOf(list);
      const other = intervalOf(list.map(({ size, sum }) => ({ size, sum: size - sum })));
      expect(one.low).toBeCloseTo(1 - other.high, 9);
      expect(one.high).toBeCloseTo(1 - other.low, 9);
    }),
  );
});

it("widens with the level", () => {
  fc.assert(
    fc.property(clusters, (list) => {
      const narrow = intervalOf(list, 0.8);
      const wide = intervalOf(list, 0.99);
      expect(wide.high - wide.low).toBeGreaterThanOrEqual(narrow.high - narrow.low);
    }),
  );
});

it("treats every row and its exact copy as one when rows of a cluster agree", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 2, maxLength: 40 }),
      fc.integer({ min: 2, max: 5 }),
      (rows, copies) => {
        const once = intervalOf(rows.map((right) => ({ size: 1, sum: right ? 1 : 0 })));
        const copied = intervalOf(rows.map((right) => ({ size: copies, sum: right ? copies : 0 })));
        expect(copied.low).toBeCloseTo(once.low, 9);
        expect(copied.high).toBeCloseTo(once.high, 9);
      },
    ),
  );
});
