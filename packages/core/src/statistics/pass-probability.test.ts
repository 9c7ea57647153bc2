import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { passProbability } from "./pass-probability.ts";

/** 0/1 points, the right ones first. */
function pointsOf(right: number, items: number): Float64Array {
  return Float64Array.from({ length: items }, (_, item) => (item < right ? 1 : 0));
}

describe("passProbability", () => {
  it.each(golden.passProbability)("of $right out of $items at $mark is scipy's", (example) => {
    const { right, items, mark, prior, trueScore, nextSitting } = example;
    const found = passProbability({ points: pointsOf(right, items) }, mark, prior);
    expect(found?.trueScore).toBeCloseTo(trueScore, 10);
    expect(found?.nextSitting).toBeCloseTo(nextSitting, 9);
    expect(found?.effectiveItems).toBe(items);
    expect(found?.score).toBeCloseTo(right / items, 12);
  });

  it("is null without items", () => {
    expect(passProbability({ points: new Float64Array(0) }, 0.6)).toBeNull();
  });

  it("gives a sure pass at a mark of 0, and a true score below a mark of 1", () => {
    expect(passProbability({ points: pointsOf(0, 5) }, 0)).toMatchObject({
      trueScore: 1,
      nextSitting: 1,
      consistency: 1,
    });
    const found = passProbability({ points: pointsOf(5, 5) }, 1);
    expect(found?.trueScore).toBe(0);
    expect(found?.nextSitting).toBeGreaterThan(0.5);
  });

  it("takes 100 items in clusters of copies for the clusters they are", () => {
    const points = Float64Array.from({ length: 100 }, (_, item) => (Math.floor(item / 5) % 10 < 7 ? 1 : 0));
    const clusters = Int32Array.from(points, (_, item) => Math.floor(item / 5));
    const alone = passProbability({ points }, 0.6);
    const clustered = passProbability({ points, clusters }, 0.6);
    expect(clustered?.effectiveItems).toBeGreaterThan(12);
    expect(clustered?.effectiveItems).toBeLessThanOrEqual(20);
    expect(clustered?.trueScore).toBeLessThan((alone?.trueScore ?? 0) - 0.05);
  });

  it("counts one cluster as one observation, and stays finite for partial credit that is all alike", () => {
    expect(passProbability({ points: pointsOf(3, 4), clusters: new Int32Array(4) }, 0.6)?.effectiveItems).toBeCloseTo(
      1,
    );
    const half = passProbability({ points: new Float64Array(10).fill(0.5) }, 0.6);
    expect(half?.trueScore).toBeGreaterThan(0);
    expect(half?.trueScore).toBeLessThan(0.5);
  });

  it("refuses a mark outside 0–1, and points or priors outside", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => passProbability({ points: pointsOf(1, 2) }, 1.2)).toThrow(bug);
    expect(() => passProbability({ points: Float64Array.of(2) }, 0.6)).toThrow(bug);
    expect(() => passProbability({ points: pointsOf(1, 2) }, 0.6, { mean: 0, size: 1 })).toThrow(bug);
    expect(() => passProbability({ points: pointsOf(1, 2), clusters: new Int32Array(3) }, 0.6)).toThrow(bug);
  });

  it("lies in 0–1, falls with the mark and rises with each point", () => {
    const exams = fc.array(fc.tuple(fc.constantFrom(0, 0.25, 0.5, 1), fc.nat(6)), { minLength: 1, maxLength: 40 });
    const marks = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(exams, marks, fc.boolean(), (exam, [one, other], isClustered) => {
        const points = Float64Array.from(exam, ([point]) => point);
        const clusters = Int32Array.from(exam, ([, code]) => code);
        const scores = isClustered ? { points, clusters } : { points };
        const low = passProbability(scores, Math.min(one, other));
        const high = passProbability(scores, Math.max(one, other));
        for (const field of ["trueScore", "nextSitting"] as const) {
          expect(high?.[field]).toBeGreaterThanOrEqual(0);
          expect(low?.[field]).toBeLessThanOrEqual(1);
          expect(high?.[field]).toBeLessThanOrEqual((low?.[field] ?? 0) + 1e-9);
        }
        expect(low?.consistency).toBeGreaterThanOrEqual(0.5 - 1e-9);
        expect(low?.consistency).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
    const chances = Array.from({ length: 31 }, (_, right) => passProbability({ points: pointsOf(right, 30) }, 0.6));
    for (const field of ["trueScore", "nextSitting"] as const) {
      const rising = chances.map((chance) => chance?.[field] ?? Number.NaN);
      expect(rising).toEqual(rising.toSorted((first, second) => first - second));
    }
  });
});
