import fc from "fast-check";
import { expect, it } from "vitest";
import { abstentionValues, schemeMarks } from "./abstention-value.ts";
import { brierDecomposition } from "./brier-score.ts";
import { confidenceBins } from "./confidence-bins.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";
import { expectedCalibrationError } from "./expected-calibration-error.ts";
import { riskCoverageArea } from "./risk-coverage-area.ts";
import { selectiveAccuracy } from "./selective-accuracy.ts";

const confidence = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 0.9, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const row = fc.tuple(confidence, fc.constantFrom(0, 1), fc.integer({ min: 0, max: 6 }));
const answers = fc.array(row, { minLength: 1, maxLength: 40 }).map(
  (rows): ConfidentAnswers => ({
    confidences: Float64Array.from(rows, ([one]) => one),
    right: Float64Array.from(rows, ([, right]) => right),
    clusters: Int32Array.from(rows, ([, , cluster]) => cluster),
  }),
);
const binning = fc.record({
  kind: fc.constantFrom("equal-width" as const, "equal-mass" as const),
  count: fc.integer({ min: 1, max: 20 }),
});
const plan = { level: 0.9, resamples: 20, seed: 3 };

it("the parts of the Brier score give the score exactly", () => {
  fc.assert(
    fc.property(answers, binning, (all, how) => {
      const parts = brierDecomposition(all, how);
      const { score = 0, reliability = 0, resolution = 0, uncertainty = 0 } = parts ?? {};
      const within = (parts?.withinBinVariance ?? 0) - (parts?.withinBinCovariance ?? 0);
      expect(reliability - resolution + uncertainty + within).toBeCloseTo(score, 12);
      expect(resolution).toBeLessThanOrEqual(uncertainty + 1e-12);
    }),
  );
});

it("the calibration error lies between |mean confidence − accuracy| and 1, and one bin gives the former", () => {
  fc.assert(
    fc.property(answers, binning, (all, how) => {
      const n = all.right.length;
      const overall = Math.abs(all.right.reduce((sum, right, i) => sum + right - (all.confidences[i] ?? 0), 0)) / n;
      const found = expectedCalibrationError(all, how, plan);
      expect(found?.value).toBeGreaterThanOrEqual(overall - 1e-12);
      expect(found?.value).toBeLessThanOrEqual(1);
      expect(expectedCalibrationError(all, { ...how, count: 1 }, plan)?.value).toBeCloseTo(overall, 12);
      expect(found?.p).toBeGreaterThan(0);
      expect(found?.p).toBeLessThanOrEqual(1);
    }),
  );
});

it("bins ascend with confidence, and equal confidences share one", () => {
  fc.assert(
    fc.property(answers, binning, (all, how) => {
      const { of, count } = confidenceBins(all, how);
      expect(count).toBeLessThanOrEqual(how.count);
      for (let i = 1; i < of.length; i++) {
        const [a = 0, b = 0] = [all.confidences[i - 1], all.confidences[i]];
        const order = (of[i] ?? 0) - (of[i - 1] ?? 0);
        expect(a === b ? order === 0 : a < b ? order >= 0 : order <= 0).toBe(true);
      }
    }),
  );
});

it("areas hang on the order of confidences alone, not on that of the file, and lie between best and worst", () => {
  fc.assert(
    fc.property(answers, (all) => {
      const found = riskCoverageArea(all, plan);
      const backwards = {
        confidences: all.confidences.toReversed().map((one) => one / 2),
        right: all.right.toReversed(),
        clusters: all.clusters.toReversed(),
      };
      expect(riskCoverageArea(backwards, plan)?.value).toBeCloseTo(found?.value ?? Number.NaN, 12);
      expect(found?.value).toBeGreaterThanOrEqual((found?.best ?? 0) - 1e-12);
      expect(found?.value).toBeLessThanOrEqual(1 + 1e-12);
      expect(found?.generalised).toBeLessThanOrEqual((found?.uninformed ?? 0) / 2 + (found?.value ?? 0) / 2 + 0.5);
    }),
  );
});

it("full coverage is the accuracy, and giving all earns what the accuracy earns", () => {
  fc.assert(
    fc.property(answers, (all) => {
      const accuracy = all.right.reduce((sum, right) => sum + right, 0) / all.right.length;
      expect(selectiveAccuracy(all, 1, 0.9)?.value).toBeCloseTo(accuracy, 12);
      const last = abstentionValues(all, schemeMarks(all.right, { right: 1, wrong: -0.5, abstained: 0.25 })).at(-1);
      expect(last?.value).toBeCloseTo(accuracy - 0.5 * (1 - accuracy), 12);
      expect(last?.coverage).toBe(1);
    }),
  );
});
