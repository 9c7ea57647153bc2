import { describe, expect, it } from "vitest";
import { bootstrapWilsonInterval } from "./bootstrap-wilson-interval.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import { scoreInterval, wilsonInterval } from "./wilson-interval.ts";

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);
const score = { value: 0.6, replicates: Float64Array.of(0.5, 0.7), clusterWeights: ones(100), rows: 100 };

describe("bootstrapWilsonInterval", () => {
  it("is Wilson's on the effective n of the replicates' variance", () => {
    // Variance of 0.5 and 0.7 is 0.02, times 100/99.
    const expected = scoreInterval(0.6, 0.24 / ((0.02 * 100) / 99), studentTQuantile(0.975, 99));
    const interval = bootstrapWilsonInterval(score, 0.95);
    expect(interval?.low).toBeCloseTo(expected.low, 14);
    expect(interval?.high).toBeCloseTo(expected.high, 14);
  });

  it("is never narrower than that of the rows", () => {
    const certain = { ...score, replicates: Float64Array.of(0.6, 0.600001) };
    expect(bootstrapWilsonInterval(certain, 0.95)).toEqual(scoreInterval(0.6, 100, studentTQuantile(0.975, 99)));
  });

  it("takes a larger variance that is known", () => {
    const n = 0.24 / 0.03;
    const expected = scoreInterval(0.6, n, studentTQuantile(0.975, 99));
    expect(bootstrapWilsonInterval({ ...score, leastVariance: 0.03 }, 0.95)).toEqual(expected);
  });

  it.each([0, 1])("of a score of %d counts each cluster once", (value) => {
    const extreme = { ...score, value, replicates: Float64Array.of(value, value), clusterWeights: ones(20) };
    expect(bootstrapWilsonInterval(extreme, 0.95)).toEqual(wilsonInterval(20 * value, 20, 0.95));
  });

  it("of one cluster is that of one observation", () => {
    const one = { ...score, replicates: Float64Array.of(0.6, 0.6), clusterWeights: Float64Array.of(7), rows: 7 };
    expect(bootstrapWilsonInterval(one, 0.95)).toEqual(wilsonInterval(0.6, 1, 0.95));
  });

  it("is null without clusters", () => {
    expect(bootstrapWilsonInterval({ ...score, clusterWeights: ones(0) }, 0.95)).toBeNull();
  });

  it("refuses scores outside 0–1 and replicates that are not numbers", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => bootstrapWilsonInterval({ ...score, value: 1.2 }, 0.95)).toThrow(internal);
    expect(() => bootstrapWilsonInterval({ ...score, value: Number.NaN }, 0.95)).toThrow(internal);
    const broken = { ...score, replicates: Float64Array.of(0.5, Number.NaN) };
    expect(() => bootstrapWilsonInterval(broken, 0.95)).toThrow(internal);
  });
});
