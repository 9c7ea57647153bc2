import { describe, expect, it } from "vitest";
import { betaExpectation } from "./beta-expectation.ts";
import { binomialPassShare } from "./binomial-pass-share.ts";
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";

describe("betaExpectation", () => {
  it.each([
    [2, 3],
    [0.5, 0.5],
    [0.5, 600.5],
    [0.05, 0.3],
    [361, 240],
    [1e5, 3e5],
  ])("has the mean and second moment of Beta(%d, %d)", (a, b) => {
    expect(betaExpectation(a, b, (x) => x, 1) / (a / (a + b))).toBeCloseTo(1, 10);
    const second = (a * (a + 1)) / ((a + b) * (a + b + 1));
    expect(betaExpectation(a, b, (x) => x * x, 1) / second).toBeCloseTo(1, 9);
  });

  it("resolves a binomial tail far steeper than the density", () => {
    // Under Beta(1, 1) each count from 0 to n is as likely.
    const pass = (x: number): number => binomialPassShare(x, 5000, 3000);
    expect(betaExpectation(1, 1, pass, 5000)).toBeCloseTo(2001 / 5001, 10);
  });

  it("refuses parameters at or below 0, or infinite", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => betaExpectation(0, 1, (x) => x, 1)).toThrow(bug);
    expect(() => betaExpectation(1, Number.POSITIVE_INFINITY, (x) => x, 1)).toThrow(bug);
  });
});

describe("binomialPassShare", () => {
  it("is the binomial tail for whole counts, and carries it over between them", () => {
    expect(binomialPassShare(0.5, 2, 1)).toBeCloseTo(0.75, 12);
    expect(binomialPassShare(0.3, 4, 4)).toBeCloseTo(0.3 ** 4, 12);
    expect(binomialPassShare(0.6, 10.5, 6.5)).toBeCloseTo(regularisedIncompleteBeta(0.6, 6.5, 5), 12);
  });

  it("is 1 from nothing, and 0 where no count is enough", () => {
    expect(binomialPassShare(0, 3, 0)).toBe(1);
    expect(binomialPassShare(0.9, 3, 4)).toBe(0);
  });
});
