import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubleCentred } from "./double-centred.ts";

describe("doubleCentred", () => {
  it("leaves what rows and columns do not explain", () => {
    const found = doubleCentred(Float64Array.of(0.8, 0.6, 0.5, 0.5), 2, 2);
    expect(found).toMatchObject({ status: "estimated", grandMean: expect.closeTo(0.6, 12) });
    if (found.status === "estimated") {
      expect(Array.from(found.residuals)).toEqual([0.05, -0.05, -0.05, 0.05].map((value) => expect.closeTo(value, 12)));
      expect(Array.from(found.rowMeans)).toEqual([0.7, 0.5].map((value) => expect.closeTo(value, 12)));
      expect(Array.from(found.columnMeans)).toEqual([0.65, 0.55].map((value) => expect.closeTo(value, 12)));
    }
  });

  it("of sums of a row and a column effect leaves nothing; every row and column sums to 0", () => {
    const effects = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(effects, effects, fc.nat(), (rows, columns, at) => {
        const values = Float64Array.from(rows.flatMap((row) => columns.map((column) => row + column)));
        const additive = doubleCentred(values, rows.length, columns.length);
        values[at % values.length] = 3;
        const other = doubleCentred(values, rows.length, columns.length);
        if (additive.status !== "estimated" || other.status !== "estimated") {
          throw new Error("a full table has residuals");
        }
        expect(Math.max(...additive.residuals.map(Math.abs))).toBeLessThan(1e-12);
        for (const row of rows.keys()) {
          const cells = other.residuals.subarray(row * columns.length, (row + 1) * columns.length);
          expect(cells.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(0, 10);
        }
        for (const column of columns.keys()) {
          const cells = other.residuals.filter((_, place) => place % columns.length === column);
          expect(cells.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(0, 10);
        }
      }),
    );
  });

  it("is not estimable with a missing cell, one row or one column", () => {
    const none = { status: "not-estimable" };
    expect(doubleCentred(Float64Array.of(1, 0, Number.NaN, 1), 2, 2)).toMatchObject({
      ...none,
      why: "a model has no value in one of the strata",
    });
    expect(doubleCentred(Float64Array.of(1, 0), 1, 2)).toMatchObject(none);
    expect(doubleCentred(Float64Array.of(1, 0), 2, 1)).toMatchObject(none);
    expect(doubleCentred(new Float64Array(), 0, 0)).toMatchObject(none);
  });

  it("refuses what is no table", () => {
    expect(() => doubleCentred(Float64Array.of(1, 0, 1), 2, 2)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
