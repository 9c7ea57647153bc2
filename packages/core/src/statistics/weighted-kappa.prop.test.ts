import fc from "fast-check";
import { expect, it } from "vitest";
import type { AgreementWeights } from "./agreement-weights.ts";
import { cohensKappa } from "./cohens-kappa.ts";
import { weightedKappa } from "./weighted-kappa.ts";

const kinds = fc.constantFrom<AgreementWeights>("unweighted", "linear", "quadratic");
const cases = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(12)), { minLength: 1, maxLength: 50 });
type Cases = readonly (readonly [number, number, number])[];

function kappaOf(rows: Cases, weights: AgreementWeights, level = 0.95) {
  const column = (at: 0 | 1 | 2) => Int32Array.from(rows, (row) => row[at]);
  return weightedKappa({ first: column(0), second: column(1), clusters: column(2) }, { categories: 4, weights }, level);
}

it("kappa lies within its limits, and both within −1 to 1", () => {
  fc.assert(
    fc.property(cases, kinds, (rows, weights) => {
      const found = kappaOf(rows, weights);
      if (found.status === "estimated") {
        expect(found.low).toBeGreaterThanOrEqual(-1);
        expect(found.high).toBeLessThanOrEqual(1);
        expect(found.low).toBeLessThanOrEqual(found.value + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-9);
      }
    }),
  );
});

it("kappa is that of cohensKappa without weights, and not estimable where that is null", () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const found = kappaOf(rows, "unweighted");
      const plain = cohensKappa(
        rows.map(([first]) => `${first}`),
        rows.map(([, second]) => `${second}`),
      );
      const value = found.status === "estimated" ? found.value : null;
      expect(value === null).toBe(plain?.kappa === null);
      expect(value ?? 0).toBeCloseTo(plain?.kappa ?? 0, 9);
    }),
  );
});

it("kappa does not depend on which rater is first, on the direction of the scale, or on the order of the cases", () => {
  fc.assert(
    fc.property(cases, kinds, (rows, weights) => {
      const found = kappaOf(rows, weights);
      const swapped = kappaOf(
        rows.map(([first, second, cluster]) => [second, first, cluster] as const).reverse(),
        weights,
      );
      const turned = kappaOf(
        rows.map(([first, second, cluster]) => [3 - first, 3 - second, cluster] as const),
        weights,
      );
      for (const other of [swapped, turned]) {
        expect(other.status).toBe(found.status);
        if (found.status === "estimated" && other.status === "estimated") {
          expect(other.value).toBeCloseTo(found.value, 9);
          expect(other.low).toBeCloseTo(found.low, 9);
        }
      }
    }),
  );
});

it("the interval of kappa widens with the level", () => {
  fc.assert(
    fc.property(cases, kinds, (rows, weights) => {
      const narrow = kappaOf(rows, weights, 0.8);
      const wide = kappaOf(rows, weights, 0.99);
      if (narrow.status === "estimated" && wide.status === "estimated") {
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      }
    }),
  );
});
