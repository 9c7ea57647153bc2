import fc from "fast-check";
import { expect, it } from "vitest";
import { logisticRegression } from "./logistic-regression.ts";

const rows = fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1), fc.integer({ min: -9, max: 9 }), fc.nat(30)), {
  minLength: 5,
  maxLength: 60,
});
type Rows = readonly (readonly [number, number, number])[];

function fitOf(data: Rows, change: (value: number) => number = (value) => value, turn = false) {
  return logisticRegression(
    {
      outcome: Float64Array.from(data, ([outcome]) => (turn ? 1 - outcome : outcome)),
      columns: [Float64Array.from(data, ([, value]) => change(value))],
      clusters: Int32Array.from(data, ([, , cluster]) => cluster),
    },
    0.95,
  );
}

it("slopes follow the unit of the column, and not its origin", () => {
  fc.assert(
    fc.property(rows, (data) => {
      const one = fitOf(data);
      const other = fitOf(data, (value) => 100 * value + 3000);
      expect(other.status).toBe(one.status);
      if (one.status === "estimated" && other.status === "estimated") {
        expect((other.slopes[0]?.value ?? Number.NaN) * 100).toBeCloseTo(one.slopes[0]?.value ?? Number.NaN, 6);
        expect(other.slopes[0]?.p).toBeCloseTo(one.slopes[0]?.p ?? Number.NaN, 6);
      }
    }),
  );
});

it("all signs turn with the outcome", () => {
  fc.assert(
    fc.property(rows, (data) => {
      const one = fitOf(data);
      const other = fitOf(data, undefined, true);
      expect(other.status).toBe(one.status);
      if (one.status === "estimated" && other.status === "estimated") {
        expect(other.slopes[0]?.low).toBeCloseTo(-(one.slopes[0]?.high ?? Number.NaN), 6);
        expect(other.intercept.value).toBeCloseTo(-one.intercept.value, 6);
      }
    }),
  );
});

it("the fitted chances have the mean of the outcomes", () => {
  fc.assert(
    fc.property(rows, (data) => {
      const fit = fitOf(data);
      if (fit.status === "estimated") {
        const slope = fit.slopes[0]?.value ?? Number.NaN;
        const off = data.reduce((sum, [outcome, value]) => {
          return sum + outcome - 1 / (1 + Math.exp(-(fit.intercept.value + slope * value)));
        }, 0);
        expect(off / data.length).toBeCloseTo(0, 8);
      }
    }),
  );
});
