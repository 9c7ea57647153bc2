import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { davidsonChances, fitDavidson } from "./davidson-fit.ts";
import { davidsonStrengths } from "./davidson-strengths.ts";
import type { PairwiseVerdicts } from "./pairwise-verdicts.ts";

const plan = { level: 0.95, resamples: 200, seed: 3 };

function tableOf(models: number, wins: readonly number[], ties: readonly number[] = wins.map(() => 0)) {
  return { models, wins: Float64Array.from(wins), ties: Float64Array.from(ties) };
}

/** Verdicts in rows of first model, second model, outcome, times. */
function verdictsOf(rows: readonly (readonly [number, number, number, number])[]): PairwiseVerdicts {
  const all = rows.flatMap(([first, second, outcome, times]) =>
    Array.from({ length: times }, () => ({ first, second, outcome })),
  );
  return {
    first: Int32Array.from(all, ({ first }) => first),
    second: Int32Array.from(all, ({ second }) => second),
    outcome: Float64Array.from(all, ({ outcome }) => outcome),
    clusters: singles(all.length),
  };
}

describe("fitDavidson", () => {
  it.each(golden.davidson)("of $models models is statsmodels' log-linear model", (row) => {
    const found = fitDavidson(tableOf(row.models, row.wins, row.ties));
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    for (const [model, strength] of row.strengths.entries()) {
      expect(found.strengths[model]).toBeCloseTo(strength, 7);
    }
    expect(found.logTie).toBeCloseTo(row.logTie ?? Number.NEGATIVE_INFINITY, 7);
  });

  it("is Agresti's fit of the 1987 American League East", () => {
    // Agresti 2002, Categorical Data Analysis, tables 10.10 and 10.11: 1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0.
    const wins = [
      ...[0, 7, 9, 7, 7, 9, 11, 6, 0, 7, 5, 11, 9, 9, 4, 6, 0, 7, 7, 8, 12, 6, 8, 6, 0, 6, 7, 10],
      ...[6, 2, 6, 7, 0, 7, 12, 4, 4, 5, 6, 6, 0, 6, 2, 4, 1, 3, 1, 7, 0],
    ];
    const found = fitDavidson(tableOf(7, wins));
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    const last = found.strengths[6] ?? Number.NaN;
    for (const [team, published] of [1.58, 1.44, 1.29, 1.25, 1.11, 0.68].entries()) {
      expect((found.strengths[team] ?? Number.NaN) - last).toBeCloseTo(published, 2);
    }
  });

  it("has closed forms for two models", () => {
    const found = fitDavidson(tableOf(2, [0, 30, 10, 0], [0, 20, 20, 0]));
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    const [one = 0, other = 0] = found.strengths;
    expect(one - other).toBeCloseTo(Math.log(3), 9);
    expect(Math.exp(found.logTie)).toBeCloseTo(20 / Math.sqrt(300), 9);
    const [win, tie, loss] = davidsonChances(one - other, found.logTie);
    expect([win, tie, loss].map((chance) => Math.round(chance * 1e9) / 1e9)).toEqual([0.5, 0.333333333, 0.166666667]);
  });

  it.each([
    { why: "there are fewer than two models", table: tableOf(1, [0]) },
    { why: "there is no verdict", table: tableOf(2, [0, 0, 0, 0]) },
    { why: "every verdict is a tie", table: tableOf(2, [0, 0, 0, 0], [0, 4, 4, 0]) },
    {
      why: "some models only won, only lost or never met the rest, their strengths are infinite",
      table: tableOf(2, [0, 5, 0, 0]),
    },
    {
      why: "some models only won, only lost or never met the rest, their strengths are infinite",
      table: tableOf(3, [0, 2, 0, 1, 0, 0, 0, 0, 0]),
    },
    // One model never lost but for ties: the strength and the ties grow together.
    { why: "wins and ties leave a strength without a finite value", table: tableOf(2, [0, 5, 0, 0], [0, 3, 3, 0]) },
  ])("cannot be estimated: $why", ({ why, table }) => {
    expect(fitDavidson(table)).toEqual({ status: "not-estimable", why });
  });

  it("gives chances without overflow", () => {
    expect(davidsonChances(2000, 0)).toEqual([1, 0, 0]);
    expect(davidsonChances(0, Number.NEGATIVE_INFINITY)).toEqual([0.5, 0, 0.5]);
  });
});

describe("davidsonStrengths", () => {
  const verdicts = verdictsOf([
    [0, 1, 1, 20],
    [0, 1, 0, 8],
    [0, 1, 0.5, 6],
    [1, 2, 1, 15],
    [2, 1, 1, 12],
    [1, 2, 0.5, 5],
    [2, 0, 1, 6],
    [2, 0, 0, 18],
  ]);

  it("holds the fit of the whole in intervals, alike for equal seeds", () => {
    const found = davidsonStrengths(verdicts, 3, plan);
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(found.strengths.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(0, 9);
    for (const { value, interval } of [...found.strengths, found.tie]) {
      expect(interval?.low).toBeLessThan(value);
      expect(interval?.high).toBeGreaterThan(value);
    }
    expect(found).toMatchObject({ undefinedShare: 0, verdicts: 90, clusters: 90 });
    expect(davidsonStrengths(verdicts, 3, plan)).toEqual(found);
  });

  it("does not depend on which reply was named first", () => {
    const turned = {
      first: verdicts.second,
      second: verdicts.first,
      outcome: verdicts.outcome.map((value) => 1 - value),
      clusters: verdicts.clusters,
    };
    const one = davidsonStrengths(verdicts, 3, plan);
    const other = davidsonStrengths(turned, 3, plan);
    expect(other).toEqual(one);
  });

  it("has no tie parameter without ties", () => {
    const found = davidsonStrengths(
      verdictsOf([
        [0, 1, 1, 20],
        [0, 1, 0, 15],
      ]),
      2,
      plan,
    );
    expect(found).toMatchObject({ tie: { value: 0, interval: null } });
  });

  it("gives no interval where resamples often lack the only loss", () => {
    const found = davidsonStrengths(
      verdictsOf([
        [0, 1, 1, 20],
        [0, 1, 0, 1],
      ]),
      2,
      plan,
    );
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(found.undefinedShare).toBeGreaterThan(0.25);
    expect(found.strengths[0]?.value).toBeCloseTo(Math.log(20) / 2, 9);
    expect(found.strengths[0]?.interval).toBeNull();
  });

  it("refuses verdicts on no pair", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => davidsonStrengths(verdictsOf([[0, 0, 1, 1]]), 2, plan)).toThrow(bug);
    expect(() => davidsonStrengths(verdictsOf([[0, 2, 1, 1]]), 2, plan)).toThrow(bug);
    expect(() => davidsonStrengths(verdictsOf([[0, 1, 0.3, 1]]), 2, plan)).toThrow(bug);
  });
});
