import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import type { JudgedReplies } from "./judged-samples.ts";
import { type JudgeWeight, predictionPoweredMean } from "./prediction-powered-mean.ts";

/** What a fit holds; limits only where every reply is its own cluster. */
interface GoldenFit {
  readonly name: string;
  readonly weight: number;
  readonly value: number;
  readonly standardError: number;
  readonly low?: number;
  readonly high?: number;
  readonly published?: readonly number[];
}

const fitsOf = (row: (typeof golden.powered)[number] | undefined): readonly GoldenFit[] => row?.fits ?? [];

function repliesOf(row: (typeof golden.powered)[number]): JudgedReplies {
  return {
    labelled: {
      human: Float64Array.from(row.human),
      judge: Float64Array.from(row.judge),
      clusters: Int32Array.from(row.clusters),
    },
    unlabelled: { judge: Float64Array.from(row.unlabelled), clusters: Int32Array.from(row.unlabelledClusters) },
  };
}

const noReplies = { judge: new Float64Array(0), clusters: new Int32Array(0) };

describe("predictionPoweredMean", () => {
  it.each(golden.powered.flatMap((row) => fitsOf(row).map((fit) => ({ row, fit }))))(
    "$fit.name weight gives the published estimate $fit.value, with the jackknife's error",
    ({ row, fit }) => {
      const weight: JudgeWeight = fit.name === "tuned" ? "tuned" : fit.weight;
      const found = predictionPoweredMean(repliesOf(row), weight, golden.level);
      if (found.status !== "estimated") {
        throw new Error(found.why);
      }
      expect(relativeError(found.judgeWeight, fit.weight)).toBeLessThan(1e-10);
      expect(relativeError(found.value, fit.value)).toBeLessThan(1e-11);
      expect(relativeError(found.standardError, fit.standardError)).toBeLessThan(1e-10);
      if (fit.low !== undefined && fit.high !== undefined) {
        expect(relativeError(found.low, fit.low)).toBeLessThan(1e-9);
        expect(relativeError(found.high, fit.high)).toBeLessThan(1e-9);
      }
    },
  );

  it("holds the published interval within its own, a little wider", () => {
    for (const { published = [], ...fit } of fitsOf(golden.powered[0])) {
      const [low = 0, high = 0] = published;
      expect(fit.low).toBeLessThan(low);
      expect(fit.high).toBeGreaterThan(high);
      expect((fit.high ?? 9) - (fit.low ?? 0)).toBeLessThan(1.25 * (high - low));
    }
  });

  it("corrects the judge by what it was off on the labelled", () => {
    const labelled = {
      human: Float64Array.of(3, 4, 2, 5),
      judge: Float64Array.of(4, 4, 3, 5),
      clusters: Int32Array.of(0, 1, 2, 3),
    };
    const unlabelled = { judge: Float64Array.of(4, 5, 3, 4), clusters: Int32Array.of(4, 5, 6, 7) };
    const found = predictionPoweredMean({ labelled, unlabelled }, 1, 0.95);
    expect(found).toMatchObject({
      value: 3.5,
      judgeWeight: 1,
      humanMean: 3.5,
      judgeMean: 4,
      labelled: 4,
      unlabelled: 4,
    });
  });

  it("is the human mean, with Student's interval, where the judge knows nothing or judged no more", () => {
    const labelled = { human: Float64Array.of(1, 2, 3, 4), judge: Float64Array.of(3, 3, 3, 3), clusters: singles(4) };
    const wanted = { value: 2.5, low: 2.5 - 2.0542602567605, high: 2.5 + 2.0542602567605, judgeWeight: 0 };
    for (const unlabelled of [noReplies, { judge: Float64Array.of(3, 3), clusters: Int32Array.of(5, 6) }]) {
      const found = predictionPoweredMean({ labelled, unlabelled }, "tuned", 0.95);
      if (found.status !== "estimated") {
        throw new Error(found.why);
      }
      // scipy.stats.t.interval(0.95, 3, 2.5, sem([1, 2, 3, 4])).
      expect(found.value).toBe(wanted.value);
      expect(found.low).toBeCloseTo(wanted.low, 10);
      expect(found.high).toBeCloseTo(wanted.high, 10);
      expect(found.judgeWeight).toBe(0);
    }
  });

  it("cannot be estimated from too few clusters, or where the judge is off by the same throughout", () => {
    const two = { human: Float64Array.of(1, 2), judge: Float64Array.of(1, 3), clusters: singles(2) };
    const unlabelled = { judge: Float64Array.of(2, 4), clusters: Int32Array.of(5, 6) };
    expect(predictionPoweredMean({ labelled: two, unlabelled }, "tuned", 0.95)).toEqual({
      status: "not-estimable",
      why: "people rated fewer than three clusters of replies",
    });
    expect(predictionPoweredMean({ labelled: two, unlabelled }, 1, 0.95)).toMatchObject({ status: "estimated" });
    const none = { human: new Float64Array(0), judge: new Float64Array(0), clusters: singles(0) };
    expect(predictionPoweredMean({ labelled: none, unlabelled }, 1, 0.95)).toMatchObject({
      why: "people rated fewer than two clusters of replies",
    });
    const off = { human: Float64Array.of(1, 2, 3), judge: Float64Array.of(1.5, 2.5, 3.5), clusters: singles(3) };
    expect(predictionPoweredMean({ labelled: off, unlabelled }, 1, 0.95)).toMatchObject({
      why: "the judge is off by the same on all replies that people rated",
    });
  });

  it("refuses missing ratings and arrays of different length", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    const labelled = { human: Float64Array.of(1, Number.NaN), judge: Float64Array.of(1, 2), clusters: singles(2) };
    expect(() => predictionPoweredMean({ labelled, unlabelled: noReplies }, 1, 0.95)).toThrow(bug);
    const short = { ...labelled, human: Float64Array.of(1) };
    expect(() => predictionPoweredMean({ labelled: short, unlabelled: noReplies }, 1, 0.95)).toThrow(bug);
  });
});
