import fc from "fast-check";
import { expect, it } from "vitest";
import { fleissKappa } from "./fleiss-kappa.ts";
import { fleissKappaInterval } from "./fleiss-kappa-interval.ts";
import { gwetAc1 } from "./gwet-ac1.ts";

const cases = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4), fc.nat(8)), { minLength: 1, maxLength: 25 });
type Cases = readonly (readonly [number, number, number, number])[];

function dataOf(rows: Cases) {
  const counts = Float64Array.from(rows.flatMap((row) => row.slice(0, 3)));
  return { counts, categories: 3, clusters: Int32Array.from(rows, ([, , , cluster]) => cluster) };
}

for (const statistic of [gwetAc1, fleissKappaInterval]) {
  it(`${statistic.name} lies within its limits, and does not depend on the order of cases or categories`, () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const found = statistic(dataOf(rows), 0.95);
        const other = statistic(dataOf(rows.map(([a, b, c, cluster]) => [c, a, b, cluster] as const).reverse()), 0.95);
        expect(other.status).toBe(found.status);
        if (found.status === "estimated" && other.status === "estimated") {
          expect(other.value).toBeCloseTo(found.value, 9);
          expect(other.low).toBeCloseTo(found.low, 9);
          expect(found.low).toBeLessThanOrEqual(Math.max(-1, found.value) + 1e-9);
          expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-9);
          expect(found.high).toBeLessThanOrEqual(1);
          expect(found.low).toBeGreaterThanOrEqual(-1);
        }
      }),
    );
  });
}

it("the value of fleissKappaInterval is that of fleissKappa", () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const data = dataOf(rows);
      const found = fleissKappaInterval(data, 0.95);
      expect(found.status === "estimated" ? found.value : null).toBe(fleissKappa(data.counts, 3)?.kappa ?? null);
    }),
  );
});

it("chance agreement of AC1 is at most that of categories used alike", () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const found = gwetAc1(dataOf(rows), 0.95);
      if (found.status === "estimated") {
        expect(found.expected).toBeLessThanOrEqual(1 / 3 + 1e-12);
        expect(found.value).toBeGreaterThanOrEqual((found.agreement - 1 / 3) / (2 / 3) - 1e-9);
      }
    }),
  );
});
