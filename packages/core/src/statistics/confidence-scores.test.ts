import { describe, expect, it } from "vitest";
import golden from "./__golden__/calibration.json" with { type: "json" };
import { brierDecomposition, brierScore } from "./brier-score.ts";
import { confidenceBins } from "./confidence-bins.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";
import { debiasedCalibrationError } from "./debiased-calibration-error.ts";
import { expectedCalibrationError } from "./expected-calibration-error.ts";
import { logarithmicScore } from "./logarithmic-score.ts";
import { reliabilityDiagram } from "./reliability-diagram.ts";

const plan = { level: 0.95, resamples: 200, seed: 1 };
const answersOf = (confidences: readonly number[], right: readonly number[]): ConfidentAnswers => ({
  confidences: Float64Array.from(confidences),
  right: Float64Array.from(right),
  clusters: Int32Array.from(right.keys()),
});
const none = answersOf([], []);

describe.each(golden.cases)(
  "case of $count bins",
  ({ confidences, right, count, equalWidth, equalMass, brier, floor, log }) => {
    const answers = answersOf(confidences, right);

    it.each([
      ["equal-width", equalWidth],
      ["equal-mass", equalMass],
    ] as const)("gives numpy's numbers with bins of %s", (kind, expected) => {
      const binning = { kind, count };
      expect(expectedCalibrationError(answers, binning, plan)?.value).toBeCloseTo(expected.ece, 12);
      const debiased = debiasedCalibrationError(answers, binning);
      expect(debiased?.squared).toBeCloseTo(expected.squared, 12);
      expect(debiased?.plugInRoot).toBeCloseTo(expected.plugInRoot, 12);
      const parts = brierDecomposition(answers, binning);
      for (const part of [
        "reliability",
        "resolution",
        "uncertainty",
        "withinBinVariance",
        "withinBinCovariance",
      ] as const) {
        expect(parts?.[part], part).toBeCloseTo(expected[part], 12);
      }
      const bins = reliabilityDiagram(answers, binning, 0.95);
      expect(bins.map(({ n }) => n)).toEqual(expected.bins.map(([n]) => n));
      for (const [at, bin] of bins.entries()) {
        expect(bin.confidence).toBeCloseTo(expected.bins[at]?.[1] ?? Number.NaN, 12);
        expect(bin.accuracy.value).toBeCloseTo(expected.bins[at]?.[2] ?? Number.NaN, 12);
      }
    });

    it("gives numpy's Brier and logarithmic scores", () => {
      expect(brierScore(answers, 0.95)?.value).toBeCloseTo(brier, 12);
      expect(logarithmicScore(answers, floor)?.value).toBeCloseTo(log, 12);
    });
  },
);

describe("debiasedCalibrationError", () => {
  it("is Kumar's estimator where a bin has one confidence", () => {
    const rows = golden.kumar.bins.flatMap(([confidence = 0, n = 0, right = 0]) =>
      Array.from({ length: n }, (_, i) => [confidence, i < right ? 1 : 0] as const),
    );
    const answers = answersOf(
      rows.map(([confidence]) => confidence),
      rows.map(([, right]) => right),
    );
    const found = debiasedCalibrationError(answers, { kind: "equal-width", count: 10 });
    expect(found?.squared).toBeCloseTo(golden.kumar.squared, 14);
    expect(found?.root).toBeCloseTo(golden.kumar.root, 14);
  });

  it("leaves out bins of one cluster, and says how many answers", () => {
    const answers = answersOf([0.1, 0.9, 0.9, 0.9], [1, 1, 1, 0]);
    expect(debiasedCalibrationError(answers, { kind: "equal-width", count: 10 })?.leftOut).toBe(0.25);
    expect(debiasedCalibrationError(answersOf([0.3], [1]), { kind: "equal-width", count: 10 })).toBeNull();
  });

  it("takes off more where answers are copies of each other", () => {
    const once = answersOf([0.5, 0.5, 0.5, 0.5], [1, 1, 1, 0]);
    const twice = answersOf([...once.confidences, ...once.confidences], [...once.right, ...once.right]);
    const binning = { kind: "equal-width", count: 1 } as const;
    const copied = { ...twice, clusters: Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3) };
    expect(debiasedCalibrationError(copied, binning)?.squared).toBeCloseTo(
      debiasedCalibrationError(once, binning)?.squared ?? Number.NaN,
      14,
    );
    expect(debiasedCalibrationError(twice, binning)?.squared).toBeGreaterThan(
      debiasedCalibrationError(copied, binning)?.squared ?? Number.NaN,
    );
  });
});

describe("confidenceBins", () => {
  it("keeps equal confidences together, and leaves out empty bins", () => {
    const tied = answersOf([0.1, 0.2, 0.2, 0.9], [0, 0, 1, 1]);
    expect([...confidenceBins(tied, { kind: "equal-mass", count: 2 }).of]).toEqual([0, 0, 0, 1]);
    const same = answersOf([0.8, 0.8, 0.8], [0, 1, 1]);
    expect(confidenceBins(same, { kind: "equal-mass", count: 3 })).toEqual({ count: 1, of: Int32Array.of(0, 0, 0) });
    expect([...confidenceBins(answersOf([0, 1, 0.1], [0, 1, 1]), { kind: "equal-width", count: 10 }).of]).toEqual([
      0, 2, 1,
    ]);
  });
});

describe("without an answer, and with what is no confidence", () => {
  const binning = { kind: "equal-width", count: 10 } as const;
  it("there is nothing", () => {
    expect(expectedCalibrationError(none, binning, plan)).toBeNull();
    expect(brierScore(none, 0.95)).toBeNull();
    expect(brierDecomposition(none, binning)).toBeNull();
    expect(logarithmicScore(none, 0.01)).toBeNull();
    expect(reliabilityDiagram(none, binning, 0.95)).toEqual([]);
  });

  it("one answer has an error and no interval", () => {
    expect(expectedCalibrationError(answersOf([0.75], [1]), binning, plan)).toMatchObject({
      value: 0.25,
      interval: null,
      bins: 1,
    });
  });

  it("certain and wrong is counted, and finite", () => {
    expect(logarithmicScore(answersOf([1, 1], [0, 1]), 0.01)).toEqual({ value: -Math.log(0.01) / 2, raised: 1 });
  });

  it.each([
    [[1.1], [1]],
    [[Number.NaN], [1]],
    [[0.5], [0.5]],
    [[0.5], []],
  ])("refuses %j and %j", (c, r) => {
    expect(() => brierScore(answersOf(c, r), 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it.each([0, 1.5])("refuses %d bins", (count) => {
    expect(() => confidenceBins(none, { kind: "equal-mass", count })).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
