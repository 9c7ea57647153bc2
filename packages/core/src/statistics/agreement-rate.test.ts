import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { agreementRate, pairwiseAgreementRate } from "./agreement-rate.ts";
import { agreementWeights } from "./agreement-weights.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const none = Number.NaN;

describe("agreementRate", () => {
  const values = { first: Float64Array.of(1, 4, 5, none), second: Float64Array.of(1, 3, 2, 2), clusters: singles(4) };

  it("counts ratings within the tolerance, over the cases that both rated, with Wilson's interval", () => {
    expect(agreementRate(values, 0, 0.95)).toMatchObject({ value: 1 / 3, cases: 3, ...wilsonInterval(1, 3, 0.95) });
    expect(agreementRate(values, 1, 0.95)).toMatchObject({ value: 2 / 3, cases: 3, ...wilsonInterval(2, 3, 0.95) });
    expect(agreementRate(values, 3, 0.95)).toMatchObject({ value: 1, high: 1 });
  });

  it("does not miss a tolerance by rounding", () => {
    const close = { first: Float64Array.of(0.3), second: Float64Array.of(0.1 + 0.1), clusters: singles(1) };
    expect(agreementRate(close, 0.1, 0.95)).toMatchObject({ value: 1 });
  });

  it("cannot be estimated where nothing was rated twice, and refuses a negative tolerance", () => {
    const nothing = { first: Float64Array.of(none), second: Float64Array.of(1), clusters: singles(1) };
    expect(agreementRate(nothing, 0, 0.95)).toEqual({ status: "not-estimable", why: "no case has two ratings" });
    expect(() => agreementRate(values, -1, 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});

describe("pairwiseAgreementRate", () => {
  it("is the mean share of agreeing pairs, over the cases rated twice", () => {
    const data = { counts: Float64Array.of(3, 0, 0, 3, 2, 1, 1, 0), categories: 2, clusters: singles(4) };
    expect(pairwiseAgreementRate(data, 0.95)).toMatchObject({ value: 7 / 9, cases: 3, method: "clustered-wilson" });
  });

  it("cannot be estimated without cases", () => {
    const data = { counts: new Float64Array(0), categories: 2, clusters: singles(0) };
    expect(pairwiseAgreementRate(data, 0.95)).toMatchObject({ status: "not-estimable" });
  });
});

describe("agreementWeights", () => {
  it("are 1 for the same category and fall with the distance", () => {
    expect([...agreementWeights("unweighted", 2)]).toEqual([1, 0, 0, 1]);
    expect([...agreementWeights("linear", 3)]).toEqual([1, 0.5, 0, 0.5, 1, 0.5, 0, 0.5, 1]);
    expect([...agreementWeights("quadratic", 3)]).toEqual([1, 0.75, 0, 0.75, 1, 0.75, 0, 0.75, 1]);
    expect([...agreementWeights("linear", 1)]).toEqual([1]);
  });
});
