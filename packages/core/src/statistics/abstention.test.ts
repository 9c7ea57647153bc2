import { describe, expect, it } from "vitest";
import golden from "./__golden__/calibration.json" with { type: "json" };
import { abstentionValues, indifferenceThreshold, schemeMarks } from "./abstention-value.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";
import { heldOutThreshold } from "./held-out-threshold.ts";
import { riskCoverageArea } from "./risk-coverage-area.ts";
import { riskCoverageCurve } from "./risk-coverage-curve.ts";
import { selectiveAccuracy } from "./selective-accuracy.ts";

const plan = { level: 0.95, resamples: 200, seed: 1 };
const answersOf = (confidences: readonly number[], right: readonly number[]): ConfidentAnswers => ({
  confidences: Float64Array.from(confidences),
  right: Float64Array.from(right),
  clusters: Int32Array.from(right.keys()),
});
const none = answersOf([], []);

describe("riskCoverageArea", () => {
  it.each(golden.cases)("is numpy's with $count bins' answers", ({ confidences, right, aurc, best, augrc }) => {
    const found = riskCoverageArea(answersOf(confidences, right), plan);
    expect(found?.value).toBeCloseTo(aurc, 12);
    expect(found?.best).toBeCloseTo(best, 12);
    expect(found?.excess).toBeCloseTo(aurc - best, 12);
    expect(found?.generalised).toBeCloseTo(augrc, 12);
    expect(found?.interval?.low).toBeLessThan(aurc);
    expect(found?.interval?.high).toBeGreaterThan(aurc);
  });

  it("is the mean over all orders of tied answers", () => {
    const { confidences, right, aurc, augrc } = golden.tied;
    const found = riskCoverageArea(answersOf(confidences, right), plan);
    expect(found?.value).toBeCloseTo(aurc, 12);
    expect(found?.generalised).toBeCloseTo(augrc, 12);
  });

  it("is the share of wrong answers where all are equally sure", () => {
    const found = riskCoverageArea(answersOf([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 1]), plan);
    expect(found?.value).toBeCloseTo(0.5, 14);
    expect(found?.uninformed).toBe(0.5);
  });

  it("is null without an answer, and has no interval with one", () => {
    expect(riskCoverageArea(none, plan)).toBeNull();
    expect(riskCoverageArea(answersOf([0.5], [0]), plan)).toMatchObject({ value: 1, interval: null, best: 1 });
    expect(riskCoverageCurve(none)).toEqual([]);
  });
});

describe("selectiveAccuracy", () => {
  const answers = answersOf([0.9, 0.8, 0.8, 0.8, 0.1], [1, 1, 0, 1, 0]);
  it("takes the surest, and part of those that are tied", () => {
    expect(selectiveAccuracy(answers, 0.2, 0.95)).toMatchObject({ value: 1, n: 1, threshold: 0.9 });
    const half = selectiveAccuracy(answers, 0.5, 0.95);
    expect(half?.n).toBeCloseTo(2.5, 12);
    // 1 of the first and half of the three tied ones, of which two are right.
    expect(half?.value).toBeCloseTo((1 + 0.5 * 2) / 2.5, 12);
    expect(selectiveAccuracy(answers, 1, 0.95)).toMatchObject({ value: 0.6, n: 5, threshold: 0.1 });
    expect(selectiveAccuracy(none, 0.5, 0.95)).toBeNull();
  });

  it("has Wilson's interval", () => {
    const [first] = golden.wilson;
    const found = selectiveAccuracy(answers, 0.8, 0.95);
    expect(found?.n).toBe(4);
    expect(found?.low).toBeCloseTo(first?.low ?? Number.NaN, 12);
    expect(found?.high).toBeCloseTo(first?.high ?? Number.NaN, 12);
  });

  it.each([0, 1.1, Number.NaN])("refuses a coverage of %d", (coverage) => {
    expect(() => selectiveAccuracy(answers, coverage, 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});

describe("abstentionValues", () => {
  it("go from giving none to giving all", () => {
    const scheme = { right: 1, wrong: -1, abstained: 0 };
    const answers = answersOf([0.9, 0.4], [1, 0]);
    expect(abstentionValues(answers, schemeMarks(answers.right, scheme))).toEqual([
      { threshold: 2, coverage: 0, value: 0 },
      { threshold: 0.9, coverage: 0.5, value: 0.5 },
      { threshold: 0.4, coverage: 1, value: 0 },
    ]);
    expect(abstentionValues(none, schemeMarks(none.right, scheme))).toEqual([]);
  });

  it("take each answer's own marks, and give answers of equal confidence together", () => {
    const answers = answersOf([0.6, 0.9, 0.6], [0, 1, 1]);
    const marks = { given: Float64Array.of(-0.25, 3, 0.5), heldBack: Float64Array.of(0, -1, 0.25) };
    expect(abstentionValues(answers, marks)).toEqual([
      { threshold: 2, coverage: 0, value: -0.25 },
      // 3 for the surest, 0 and 0.25 without the others.
      { threshold: 0.9, coverage: 1 / 3, value: 3.25 / 3 },
      { threshold: 0.6, coverage: 1, value: 3.25 / 3 },
    ]);
  });

  it.each([
    ["not one an answer", { given: Float64Array.of(1), heldBack: Float64Array.of(0, 0) }],
    ["not finite", { given: Float64Array.of(1, Number.NaN), heldBack: Float64Array.of(0, 0) }],
  ])("refuse marks that are %s", (_, marks) => {
    expect(() => abstentionValues(answersOf([0.9, 0.4], [1, 0]), marks)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });

  it("abstaining pays below the chance that covers the loss", () => {
    expect(indifferenceThreshold({ right: 1, wrong: -1 / 3, abstained: 0 })).toBeCloseTo(0.25, 14);
    expect(indifferenceThreshold({ right: 3, wrong: -1, abstained: 0 })).toBe(0.25);
    expect(() => indifferenceThreshold({ right: 0, wrong: 0, abstained: 0 })).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});

describe("heldOutThreshold", () => {
  const n = 400;
  const confidences = Array.from({ length: n }, (_, i) => i / n);
  // Below 0.5 all wrong, above all right.
  const split = answersOf(
    confidences,
    confidences.map((confidence) => (confidence >= 0.5 ? 1 : 0)),
  );
  const settings = { level: 0.95, seed: 7 };

  it("finds the threshold on one half and tells of the other", () => {
    const found = heldOutThreshold(split, { kind: "accuracy", accuracy: 1 }, settings);
    expect(found?.threshold).toBeGreaterThanOrEqual(0.5);
    expect(found?.threshold).toBeLessThan(0.53);
    expect(found?.chosen.accuracy?.value).toBe(1);
    expect((found?.chosen.n ?? 0) + (found?.heldOut.n ?? 0)).toBe(n);
    expect(found?.heldOut.accuracy?.value).toBe(1);
    expect(found?.heldOut.marks).toBeNull();
  });

  it("holds everything back where answers only lose marks, and nothing where they cannot", () => {
    const wrong = answersOf(confidences, new Array<number>(n).fill(0));
    const goal = (right: Float64Array, cost: number) => ({
      kind: "marks" as const,
      marks: schemeMarks(right, { right: 1, wrong: cost, abstained: 0 }),
    });
    const lose = heldOutThreshold(wrong, goal(wrong.right, -1), settings);
    expect(lose).toMatchObject({
      threshold: 2,
      heldOut: { taken: 0, accuracy: null, marks: 0, marksAnsweringAll: -1 },
    });
    const free = heldOutThreshold(split, goal(split.right, 0), settings);
    expect(free?.heldOut.taken).toBeGreaterThan(190);
    expect(heldOutThreshold(wrong, { kind: "accuracy", accuracy: 0.9 }, settings)?.threshold).toBeNull();
  });

  it("never has a cluster in both halves, and is the same for the same seed", () => {
    const clustered = { ...split, clusters: Int32Array.from({ length: n }, (_, i) => i % 2) };
    const found = heldOutThreshold(clustered, { kind: "accuracy", accuracy: 0.9 }, settings);
    expect(found?.chosen.n).toBe(200);
    expect(heldOutThreshold(clustered, { kind: "accuracy", accuracy: 0.9 }, settings)).toEqual(found);
    const one = { ...split, clusters: new Int32Array(n) };
    expect(heldOutThreshold(one, { kind: "accuracy", accuracy: 0.9 }, settings)).toBeNull();
  });
});
