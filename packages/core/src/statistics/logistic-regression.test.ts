import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { lengthBias } from "./length-bias.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

function fitOf(outcome: readonly number[], columns: readonly (readonly number[])[], clusters?: readonly number[]) {
  const codes = clusters === undefined ? singles(outcome.length) : Int32Array.from(clusters);
  return logisticRegression(
    {
      outcome: Float64Array.from(outcome),
      columns: columns.map((column) => Float64Array.from(column)),
      clusters: codes,
    },
    0.95,
  );
}

function estimated(...input: Parameters<typeof fitOf>) {
  const found = fitOf(...input);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

const infinite = "a column separates the outcomes, its coefficient is infinite";

describe("logisticRegression", () => {
  it.each(golden.logistic)("of $outcome.length rows is statsmodels' GLM, with the jackknife's errors", (row) => {
    const { intercept, slopes, degrees } = estimated(row.outcome, row.columns, row.clusters);
    expect(relativeError(degrees, row.degrees)).toBeLessThan(1e-12);
    for (const [at, found] of [intercept, ...slopes].entries()) {
      expect(relativeError(found.value, row.coefficients[at] ?? Number.NaN)).toBeLessThan(1e-8);
      expect(relativeError(found.modelError, row.modelErrors[at] ?? Number.NaN)).toBeLessThan(1e-7);
      expect(relativeError(found.standardError, row.standardErrors[at] ?? Number.NaN)).toBeLessThan(1e-7);
      const half = studentTQuantile(0.975, row.degrees) * found.standardError;
      expect(found.low).toBeCloseTo(found.value - half, 10);
      expect(found.high).toBeCloseTo(found.value + half, 10);
    }
  });

  it("is the log odds ratio of a fourfold table", () => {
    const outcome = [
      ...new Array(30).fill(1),
      ...new Array(10).fill(0),
      ...new Array(15).fill(1),
      ...new Array(25).fill(0),
    ];
    const column = [...new Array(40).fill(1), ...new Array(40).fill(0)];
    const { intercept, slopes } = estimated(outcome, [column]);
    expect(slopes[0]?.value).toBeCloseTo(Math.log((30 * 25) / (10 * 15)), 10);
    expect(intercept.value).toBeCloseTo(Math.log(15 / 25), 10);
    expect(slopes[0]?.modelError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 15 + 1 / 25), 8);
  });

  it("counts copies of a row once, when they share a cluster", () => {
    const outcome = [0, 1, 0, 1, 1, 0, 1, 0, 1, 1];
    const column = [1, 2, 3, 4, 5, 6, 7, 2, 4, 9];
    const one = estimated(outcome, [column]);
    const codes = outcome.map((_, at) => at);
    const two = estimated([...outcome, ...outcome], [[...column, ...column]], [...codes, ...codes]);
    expect(two.slopes[0]?.value).toBeCloseTo(one.slopes[0]?.value ?? Number.NaN, 9);
    expect(two.slopes[0]?.standardError).toBeCloseTo(one.slopes[0]?.standardError ?? Number.NaN, 9);
  });

  it.each([
    { why: infinite, outcome: [0, 0, 0, 1, 1, 1], columns: [[1, 2, 3, 4, 5, 6]] },
    { why: infinite, outcome: [0, 0, 0, 1, 1, 1, 0], columns: [[1, 2, 3, 4, 5, 6, 4]] },
    { why: "all outcomes are alike", outcome: [1, 1, 1, 1], columns: [[1, 2, 3, 4]] },
    { why: "a column does not vary", outcome: [0, 1, 1, 0], columns: [[2, 2, 2, 2]] },
    {
      why: "the columns depend on each other",
      outcome: [0, 1, 1, 0, 1],
      columns: [
        [1, 2, 3, 4, 5],
        [2, 4, 6, 8, 10],
      ],
    },
    {
      why: "a regression with 2 coefficients needs more than 2 clusters, there are 2",
      outcome: [0, 1],
      columns: [[1, 2]],
    },
  ])("cannot be estimated: $why", ({ why, outcome, columns }) => {
    expect(fitOf(outcome, columns)).toEqual({ status: "not-estimable", why });
  });

  it("cannot be estimated where a column varies in one cluster alone", () => {
    expect(fitOf([0, 1, 0, 1, 0, 1], [[0, 0, 0, 0, 1, 1]], [0, 1, 2, 3, 4, 4])).toEqual({
      status: "not-estimable",
      why: "without one of the clusters the coefficients have no finite value",
    });
  });

  it("refuses outcomes outside 0–1 and columns of another length", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => fitOf([0, 2, 1, 0], [[1, 2, 3, 4]])).toThrow(bug);
    expect(() => fitOf([0, 1, 1, 0], [[1, 2]])).toThrow(bug);
  });
});

describe("lengthBias", () => {
  const lengthA = Float64Array.of(99, 199, 399, 99, 49, 199, 399, 99, 24, 799, 99, 399);
  const lengthB = Float64Array.of(99, 99, 99, 199, 199, 199, 99, 399, 99, 99, 199, 199);
  const verdict = Float64Array.of(0, 1, 1, 0, 0, 0.5, 0, 0, 1, 1, 1, 1);

  it("is the regression on doublings of length", () => {
    const doublings = Array.from(lengthA, (length, at) => Math.log2((length + 1) / ((lengthB[at] ?? 0) + 1)));
    const fit = estimated([...verdict], [doublings]);
    const found = lengthBias({ verdict, lengthA, lengthB, clusters: singles(12) }, 0.95);
    expect(found).toMatchObject({ status: "estimated", pairs: 12, quality: null, p: fit.slopes[0]?.p });
    expect(found.status === "estimated" ? found.oddsRatio.value : 0).toBeCloseTo(
      Math.exp(fit.slopes[0]?.value ?? 0),
      12,
    );
  });

  it("turns around with the replies", () => {
    const one = lengthBias({ verdict, lengthA, lengthB, clusters: singles(12) }, 0.95);
    const other = lengthBias(
      { verdict: verdict.map((value) => 1 - value), lengthA: lengthB, lengthB: lengthA, clusters: singles(12) },
      0.95,
    );
    if (one.status !== "estimated" || other.status !== "estimated") {
      throw new Error("not estimable");
    }
    expect(other.oddsRatio.value).toBeCloseTo(one.oddsRatio.value, 9);
    expect(other.oddsRatio.low).toBeCloseTo(one.oddsRatio.low, 9);
    expect(other.evenChance).toBeCloseTo(1 - one.evenChance, 9);
  });

  it("takes quality into account where it is given, and empty replies for 0 long", () => {
    const quality = Float64Array.of(0, 1, -1, 0, 1, 0, -1, 1, 0, 0, 1, 0);
    const found = lengthBias({ verdict, lengthA, lengthB, quality, clusters: singles(12) }, 0.95);
    expect(found.status === "estimated" ? found.quality?.value : 0).toBeGreaterThan(0);
    const empty = lengthBias(
      { verdict, lengthA: lengthA.map((length) => length - 24), lengthB, clusters: singles(12) },
      0.95,
    );
    expect(empty.status).toBe("estimated");
  });

  it("cannot be estimated where lengths are the same, and refuses negative ones", () => {
    const same = { verdict, lengthA: lengthB, lengthB, clusters: singles(12) };
    expect(lengthBias(same, 0.95)).toEqual({ status: "not-estimable", why: "a column does not vary" });
    const negative = { verdict, lengthA: lengthA.map(() => -1), lengthB, clusters: singles(12) };
    expect(() => lengthBias(negative, 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
