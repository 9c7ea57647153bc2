import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { classificationConsistency } from "./classification-consistency.ts";
import { randomBeta } from "./random-beta.ts";
import { randomBinomial } from "./random-binomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

describe("classificationConsistency", () => {
  it.each(golden.classification)("of $items items at $mark, reliability $given, is the formulas'", (example) => {
    const { scores, items, mark, given } = example;
    const exam = { scores: Float64Array.from(scores), items, mark };
    const found = classificationConsistency(given === null ? exam : { ...exam, reliability: given });
    expect(found).toMatchObject({ status: "estimated", effectiveItems: example.effectiveItems });
    if (found.status === "estimated") {
      for (const name of ["reliability", "passShare", "consistency", "kappa", "falsePass", "falseFail"] as const) {
        expect(found[name], name).toBeCloseTo(example[name], 8);
      }
      expect(found.accuracy).toBeCloseTo(1 - example.falsePass - example.falseFail, 8);
    }
  });

  it("is what two sittings of many candidates show", () => {
    const generator = uniformGenerator("classification-consistency", 1);
    const n = 20_000;
    const items = 60;
    let same = 0;
    let right = 0;
    const scores = new Float64Array(n);
    for (let candidate = 0; candidate < n; candidate++) {
      const trueScore = randomBeta(13, 8, generator);
      scores[candidate] = randomBinomial(items, trueScore, generator) / items;
      const passes = (scores[candidate] ?? 0) >= 0.6;
      same += passes === randomBinomial(items, trueScore, generator) / items >= 0.6 ? 1 : 0;
      right += passes === trueScore >= 0.6 ? 1 : 0;
    }
    const found = classificationConsistency({ scores, items, mark: 0.6 });
    expect(found.status === "estimated" && found.consistency - same / n).toBeCloseTo(0, 1.7);
    expect(found.status === "estimated" && found.accuracy - right / n).toBeCloseTo(0, 1.7);
  });

  it("takes a reliability that comes out below 0 as 0: all true scores alike", () => {
    const scores = Float64Array.of(0.49, 0.5, 0.51);
    const found = classificationConsistency({ scores, items: 100, mark: 0.5 });
    expect(found).toMatchObject({ status: "estimated", reliability: 0, falsePass: 0, kappa: expect.closeTo(0, 10) });
  });

  it("is sure, without a kappa, where the mark is 0", () => {
    const found = classificationConsistency({ scores: Float64Array.of(0.4, 0.8), items: 20, mark: 0 });
    expect(found).toMatchObject({ consistency: expect.closeTo(1, 12), accuracy: 1, passShare: expect.closeTo(1, 12) });
  });

  it("stays finite for scores of 0 and 1 alone", () => {
    const found = classificationConsistency({ scores: Float64Array.of(0, 1, 1, 0), items: 10, mark: 0.6 });
    expect(found.status === "estimated" && found.consistency).toBeGreaterThan(0.99);
    expect(found.status === "estimated" && Number.isFinite(found.accuracy)).toBe(true);
  });

  it("is not estimable from one candidate, nor from candidates with one score", () => {
    const exam = { items: 10, mark: 0.6 };
    const status = "not-estimable";
    const why = "fewer-than-two-candidates";
    expect(classificationConsistency({ ...exam, scores: Float64Array.of(0.5) })).toEqual({ status, why });
    expect(classificationConsistency({ ...exam, scores: new Float64Array(0) })).toEqual({ status, why });
    const alike = classificationConsistency({ ...exam, scores: Float64Array.of(0.7, 0.7, 0.7) });
    expect(alike).toEqual({ status, why: "no-variance" });
  });

  it("refuses what is outside", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    const scores = Float64Array.of(0.4, 0.8);
    expect(() => classificationConsistency({ scores, items: 1, mark: 0.6 })).toThrow(bug);
    expect(() => classificationConsistency({ scores, items: 10, mark: 60 })).toThrow(bug);
    expect(() => classificationConsistency({ scores, items: 10, mark: 0.6, reliability: 1 })).toThrow(bug);
  });
});
