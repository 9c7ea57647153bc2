import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import { unequalVarianceT } from "./__fixtures__/welch.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { clusterShifts } from "./cluster-shifts.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";
import { selfPreference } from "./self-preference.ts";

describe("selfPreference", () => {
  it.each(golden.selfPreference)("of $judge.length replies is the jackknife's $value", (row) => {
    const found = selfPreference(
      {
        judge: Float64Array.from(row.judge),
        others: Float64Array.from(row.others),
        own: Uint8Array.from(row.own),
        clusters: Int32Array.from(row.clusters),
      },
      golden.level,
    );
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(relativeError(found.value, row.value)).toBeLessThan(1e-10);
    const half = (found.high - found.low) / 2;
    expect(found.value - found.low).toBeCloseTo(half, 12);
    expect(half / row.standardError).toBeGreaterThan(1.96);
    expect(half / row.standardError).toBeLessThan(2.5);
  });

  it("is Welch's test of the differences where every question has one reply", () => {
    const judge = Float64Array.of(5, 4, 5, 4, 3, 4, 3, 2, 5);
    const others = Float64Array.of(4, 4, 3, 3, 3, 3, 3, 3, 4);
    const own = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0);
    const found = selfPreference({ judge, others, own, clusters: singles(9) }, 0.95);
    const wanted = unequalVarianceT([1, 0, 2, 1], [0, 1, 0, -1, 1]);
    if (found.status !== "estimated") {
      throw new Error(found.why);
    }
    expect(found).toMatchObject({ ownGap: 1, otherGap: 0.2, ownReplies: 4, otherReplies: 5 });
    expect(found.value).toBeCloseTo(0.8, 12);
    expect(found.degrees).toBeCloseTo(wanted.degrees, 9);
    expect(found.p).toBeCloseTo(wanted.p, 9);
  });

  it("does not take a judge milder with all for one that prefers itself", () => {
    const judge = Float64Array.of(5, 4, 3, 5, 4, 4, 5, 3);
    const others = Float64Array.of(4, 3, 2, 4, 3, 2, 4, 3);
    const own = Uint8Array.of(1, 0, 1, 0, 1, 0, 0, 1);
    expect(selfPreference({ judge, others, own, clusters: singles(8) }, 0.95)).toMatchObject({ ownGap: 0.75 });
    const found = selfPreference({ judge, others, own, clusters: singles(8) }, 0.95);
    expect(found.status === "estimated" ? found.low : 1).toBeLessThan(0);
  });

  it("cannot be estimated from one question of a kind, or where judges differ by the same throughout", () => {
    const one = Float64Array.of(1, 2, 3);
    const scores = { judge: one, others: Float64Array.of(1, 1, 1), own: Uint8Array.of(1, 0, 0), clusters: singles(3) };
    expect(selfPreference(scores, 0.95)).toEqual({
      status: "not-estimable",
      why: "fewer than two questions have a reply of the judge's own family",
    });
    expect(selfPreference({ ...scores, own: Uint8Array.of(1, 1, 1) }, 0.95)).toMatchObject({
      why: "fewer than two questions have a reply of another family",
    });
    const same = { judge: Float64Array.of(2, 3, 4, 5), others: Float64Array.of(1, 2, 3, 4) };
    expect(selfPreference({ ...same, own: Uint8Array.of(1, 1, 0, 0), clusters: singles(4) }, 0.95)).toMatchObject({
      why: "the difference between the judges is the same for all replies",
    });
  });

  it("refuses missing scores", () => {
    const scores = { judge: Float64Array.of(Number.NaN), others: Float64Array.of(1), own: Uint8Array.of(1) };
    expect(() => selfPreference({ ...scores, clusters: singles(1) }, 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});

describe("clusterShifts", () => {
  it("squares to the jackknife variance of the mean, clusters of size 0 left out", () => {
    const sums = Float64Array.of(1, 0, 2, 5);
    const sizes = Float64Array.of(2, 0, 2, 7);
    const { mean, shifts, clusters } = clusterShifts(sums, sizes);
    expect(mean).toBeCloseTo(8 / 11, 12);
    expect(clusters).toBe(3);
    const variance = clusteredMeanVariance(Float64Array.of(1, 2, 5), Float64Array.of(2, 2, 7));
    expect(shifts.reduce((sum, shift) => sum + shift * shift, 0)).toBeCloseTo(variance, 12);
  });

  it("tells nothing of one cluster or none", () => {
    expect([...clusterShifts(Float64Array.of(3), Float64Array.of(2)).shifts]).toEqual([0]);
    expect(clusterShifts(new Float64Array(2), new Float64Array(2))).toMatchObject({ mean: 0, clusters: 0 });
  });
});
