import { describe, expect, it } from "vitest";
import { casesOf, singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import type { AgreementWeights } from "./agreement-weights.ts";
import { type RatedPairs, weightedKappa } from "./weighted-kappa.ts";

const unweighted = { categories: 2, weights: "unweighted" } as const;

function kappaOf(pairs: RatedPairs, categories: number, weights: AgreementWeights) {
  const found = weightedKappa(pairs, { categories, weights }, 0.95);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

describe("weightedKappa", () => {
  it.each(golden.kappa)("of $first.length cases, $weights, is statsmodels' $kappa", (row) => {
    const pairs = { first: Int32Array.from(row.first), second: Int32Array.from(row.second) };
    const weights = row.weights as AgreementWeights;
    const found = kappaOf({ ...pairs, clusters: Int32Array.from(row.clusters) }, row.categories, weights);
    expect(relativeError(found.value, row.kappa)).toBeLessThan(1e-10);
    expect(relativeError(found.agreement, row.agreement)).toBeLessThan(1e-10);
    expect(relativeError(found.expected, row.expected)).toBeLessThan(1e-10);
    // The golden limits come from numerical derivatives.
    expect(relativeError(found.low, row.low)).toBeLessThan(1e-7);
    expect(relativeError(found.high, row.high)).toBeLessThan(1e-7);
  });

  it("is 0.7964 for the 100 cases of ectopic pregnancy, with the published standard error 0.0589", () => {
    // cont3x3abstractors of irrCAC, Gwet 2014: kappa 0.7964094, standard error 0.05891072.
    const found = kappaOf(casesOf([13, 0, 0, 0, 20, 7, 0, 4, 56], 3), 3, "unweighted");
    expect(found.value).toBeCloseTo(0.7964094, 6);
    expect(found.standardError * Math.sqrt(0.99)).toBeCloseTo(0.05891072, 7);
  });

  it("has the large-sample variance of Fleiss, Cohen and Everitt for single cases, with n − 1", () => {
    for (const row of golden.kappa) {
      const n = row.first.length;
      const pairs = { first: Int32Array.from(row.first), second: Int32Array.from(row.second), clusters: singles(n) };
      const found = kappaOf(pairs, row.categories, row.weights as AgreementWeights);
      expect(relativeError(found.standardError * Math.sqrt((n - 1) / n), row.standardError)).toBeLessThan(1e-9);
    }
  });

  it("is 1 with a lower limit below 1 at full agreement, that of n right of n", () => {
    const same = Int32Array.from({ length: 20 }, (_, at) => at % 2);
    const found = kappaOf({ first: same, second: same, clusters: singles(20) }, 2, "unweighted");
    expect(found).toMatchObject({ value: 1, high: 1, agreement: 1, expected: 0.5 });
    // Wilson's upper limit of 0 in 20 is 0.1611; 1 − 0.1611/0.5.
    expect(found.low).toBeCloseTo(0.6777, 3);
  });

  it("is −1 at full disagreement on two categories used alike", () => {
    const first = Int32Array.from({ length: 20 }, (_, at) => at % 2);
    const found = kappaOf({ first, second: first.map((value) => 1 - value), clusters: singles(20) }, 2, "unweighted");
    expect(found.value).toBeCloseTo(-1, 12);
    expect(found.low).toBe(-1);
  });

  it("counts copies of a case once", () => {
    const one = casesOf([12, 3, 2, 13], 2);
    const copied = {
      first: Int32Array.from([...one.first, ...one.first]),
      second: Int32Array.from([...one.second, ...one.second]),
      clusters: Int32Array.from([...one.clusters, ...one.clusters]),
    };
    const single = kappaOf(one, 2, "unweighted");
    const double = kappaOf(copied, 2, "unweighted");
    expect(double.value).toBeCloseTo(single.value, 12);
    expect(double.low).toBeCloseTo(single.low, 10);
    expect(double.high).toBeCloseTo(single.high, 10);
  });

  it("cannot be estimated without cases, or where both say one thing throughout", () => {
    const empty = new Int32Array(0);
    expect(weightedKappa({ first: empty, second: empty, clusters: empty }, unweighted, 0.95)).toEqual({
      status: "not-estimable",
      why: "no case was rated by both",
    });
    const zeros = new Int32Array(5);
    expect(weightedKappa({ first: zeros, second: zeros, clusters: singles(5) }, unweighted, 0.95)).toMatchObject({
      why: "both raters gave one and the same category throughout",
    });
  });

  it("refuses lists of different length and categories outside the scale", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    const one = Int32Array.of(0);
    expect(() => weightedKappa({ first: one, second: empty(), clusters: one }, unweighted, 0.95)).toThrow(bug);
    expect(() => weightedKappa({ first: Int32Array.of(2), second: one, clusters: one }, unweighted, 0.95)).toThrow(bug);
  });
});

function empty(): Int32Array {
  return new Int32Array(0);
}
