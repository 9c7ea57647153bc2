import fc from "fast-check";
import { expect, it } from "vitest";
import { randomField } from "./__fixtures__/random-field.ts";
import { resampleField } from "./field-resamples.ts";

const designs = fc.record({
  models: fc.integer({ min: 1, max: 12 }),
  items: fc.integer({ min: 1, max: 40 }),
  mostInCluster: fc.integer({ min: 1, max: 5 }),
  tags: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  missing: fc.constantFrom(0, 0.3),
  partial: fc.constant(0),
});

it("does not depend on the order of the items", () => {
  fc.assert(
    fc.property(designs, fc.nat(), (design, seed) => {
      // Tags of one value an item alone: they can be reordered by their codes.
      const field = randomField({ ...design, tags: design.tags.slice(0, 2) }, seed);
      const back = (values: Float64Array): Float64Array => values.slice().reverse();
      const reversed = {
        models: field.models.map(back),
        clusters: field.clusters.slice().reverse(),
        tags: field.tags.map(({ values, codes }) => ({ values, codes: codes.slice().reverse() })),
      };
      const range = { seed, from: 0, to: 5 };
      expect(resampleField(reversed, range)).toEqual(resampleField(field, range));
    }),
  );
});

it("gives a model the same means whatever other models there are", () => {
  fc.assert(
    fc.property(designs, fc.nat(), (design, seed) => {
      const field = randomField(design, seed);
      const range = { seed, from: 0, to: 5 };
      const all = resampleField(field, range);
      const alone = resampleField({ ...field, models: field.models.slice(-1) }, range);
      for (let stratum = 0; stratum < all.strata; stratum++) {
        const row = (stratum * all.models + all.models - 1) * 5;
        expect(alone.means.subarray(stratum * 5, stratum * 5 + 5)).toEqual(all.means.subarray(row, row + 5));
      }
    }),
  );
});

it("gives wrong answers what right ones leave, and partial points half of whole ones", () => {
  fc.assert(
    fc.property(designs, fc.nat(), (design, seed) => {
      const field = randomField(design, seed);
      const range = { seed, from: 0, to: 5 };
      const mapped = (change: (point: number) => number) =>
        resampleField({ ...field, models: field.models.map((points) => points.map(change)) }, range).means;
      const { means } = resampleField(field, range);
      const wrong = mapped((point) => 1 - point);
      const half = mapped((point) => point / 2);
      for (const [at, mean] of means.entries()) {
        if (Number.isNaN(mean)) {
          expect(wrong[at]).toBeNaN();
          expect(half[at]).toBeNaN();
        } else {
          expect(wrong[at]).toBeCloseTo(1 - mean, 12);
          expect(half[at]).toBeCloseTo(mean / 2, 12);
        }
      }
    }),
  );
});
