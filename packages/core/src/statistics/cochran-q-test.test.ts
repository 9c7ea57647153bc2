import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { cochranQTest } from "./cochran-q-test.ts";

const rows = (points: readonly (readonly number[])[]) => points.map((row) => Float64Array.from(row));

describe("cochranQTest", () => {
  it.each(golden.cochran)("of $points.length models is statsmodels'", ({ points, statistic, p }) => {
    const test = cochranQTest(rows(points));
    expect(relativeError(test?.statistic ?? Number.NaN, statistic)).toBeLessThan(1e-12);
    expect(relativeError(test?.p ?? Number.NaN, p)).toBeLessThan(1e-11);
    expect(test?.degrees).toBe(points.length - 1);
  });

  it("of two models is McNemar's chi-square without correction", () => {
    // 3 units only the first got right, 1 only the second, 2 both: (3 − 1)²/4.
    const test = cochranQTest(
      rows([
        [1, 1, 1, 0, 1, 1],
        [0, 0, 0, 1, 1, 1],
      ]),
    );
    expect(test).toMatchObject({ statistic: 1, degrees: 1, informative: 4 });
  });

  it("is 0 with p = 1 where no unit tells the models apart, or there is none", () => {
    for (const points of [
      [
        [1, 0, 1],
        [1, 0, 1],
        [1, 0, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [[], []],
    ]) {
      expect(cochranQTest(rows(points))).toMatchObject({ statistic: 0, p: 1, informative: 0 });
    }
  });

  it("is null for fewer than two models", () => {
    expect(cochranQTest([])).toBeNull();
    expect(cochranQTest(rows([[1, 0]]))).toBeNull();
  });

  it("refuses partial points and models of different length", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() =>
      cochranQTest(
        rows([
          [1, 0.5],
          [1, 0],
        ]),
      ),
    ).toThrow(internal);
    expect(() => cochranQTest(rows([[1, 0], [1]]))).toThrow(internal);
  });

  it("does not know the order of models or units, nor units that all got alike", () => {
    const table = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 30 })).chain(([models, units]) =>
      fc.array(fc.array(fc.constantFrom(0, 1), { minLength: units, maxLength: units }), {
        minLength: models,
        maxLength: models,
      }),
    );
    fc.assert(
      fc.property(table, (points) => {
        const statistic = cochranQTest(rows(points))?.statistic ?? Number.NaN;
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(cochranQTest(rows(points.toReversed()))?.statistic).toBeCloseTo(statistic, 10);
        expect(cochranQTest(rows(points.map((row) => row.toReversed())))?.statistic).toBeCloseTo(statistic, 10);
        expect(cochranQTest(rows(points.map((row) => [1, ...row, 0])))?.statistic).toBeCloseTo(statistic, 10);
      }),
    );
  });
});
