import fc from "fast-check";
import { expect, it } from "vitest";
import { krippendorffAlpha, type MeasurementLevel } from "./krippendorff-alpha.ts";
import { krippendorffAlphaInterval } from "./krippendorff-alpha-interval.ts";

const rating = fc.oneof(fc.nat(4), fc.nat(4), fc.nat(4), fc.constant(Number.NaN));
const units = fc.array(fc.tuple(rating, rating, rating), { minLength: 1, maxLength: 25 });
const levels = fc.constantFrom<MeasurementLevel>("nominal", "ordinal", "interval", "ratio");

function alphaOf(rows: readonly (readonly number[])[], level: MeasurementLevel): number | null {
  const found = krippendorffAlpha({ values: Float64Array.from(rows.flat()), raters: 3 }, level);
  return found.status === "estimated" ? found.value : null;
}

function expectSame(one: number | null, other: number | null): void {
  expect(one === null).toBe(other === null);
  expect(one ?? 0).toBeCloseTo(other ?? 0, 9);
}

it("alpha does not depend on the order of units or raters", () => {
  fc.assert(
    fc.property(units, levels, (rows, level) => {
      const alpha = alphaOf(rows, level);
      expectSame(alphaOf([...rows].reverse(), level), alpha);
      expectSame(
        alphaOf(
          rows.map(([a, b, c]) => [c, a, b]),
          level,
        ),
        alpha,
      );
    }),
  );
});

it("alpha is at most 1, and at least −1 on a nominal scale", () => {
  fc.assert(
    fc.property(units, levels, (rows, level) => {
      const alpha = alphaOf(rows, level) ?? 0;
      expect(alpha).toBeLessThanOrEqual(1);
      expect(level === "nominal" ? alpha : 0).toBeGreaterThanOrEqual(-1);
    }),
  );
});

it("alpha keeps its value where the scale's own transformations are applied", () => {
  fc.assert(
    fc.property(units, (rows) => {
      const each = (change: (value: number) => number) => rows.map((row) => row.map(change));
      // Names of categories, monotone changes, shift and unit, unit.
      expectSame(
        alphaOf(
          each((value) => (value * 3) % 5),
          "nominal",
        ),
        alphaOf(rows, "nominal"),
      );
      expectSame(
        alphaOf(
          each((value) => value ** 3 + 1),
          "ordinal",
        ),
        alphaOf(rows, "ordinal"),
      );
      expectSame(
        alphaOf(
          each((value) => 10 - 4 * value),
          "interval",
        ),
        alphaOf(rows, "interval"),
      );
      expectSame(
        alphaOf(
          each((value) => 2.5 * value),
          "ratio",
        ),
        alphaOf(rows, "ratio"),
      );
    }),
  );
});

it("alpha is the same on every scale for two values", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 20 }), (rows) => {
      for (const level of ["ordinal", "interval", "ratio"] as const) {
        expectSame(alphaOf(rows, level), alphaOf(rows, "nominal"));
      }
    }),
  );
});

it("alpha lies within its limits", () => {
  fc.assert(
    fc.property(units, levels, fc.nat(1000), (rows, level, seed) => {
      const table = { values: Float64Array.from(rows.flat()), raters: 3 };
      const clusters = Int32Array.from(rows, (_, unit) => Math.floor(unit / 2));
      const found = krippendorffAlphaInterval(table, clusters, level, { level: 0.95, resamples: 20, seed });
      if (found.status === "estimated" && found.value >= -1) {
        expect(found.low).toBeLessThanOrEqual(found.value + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-9);
        expect(found.low).toBeGreaterThanOrEqual(-1);
        expect(found.high).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
});
