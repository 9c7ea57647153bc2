import fc from "fast-check";
import { expect, it } from "vitest";
import { predictionPoweredMean } from "./prediction-powered-mean.ts";
import { predictionPoweredProportion } from "./prediction-powered-proportion.ts";

const rated = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.nat(9)), {
  minLength: 3,
  maxLength: 30,
});
const judged = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(19)), { minLength: 1, maxLength: 60 });
const weights = fc.constantFrom<"tuned" | number>("tuned", 0, 0.5, 1);

function repliesOf(
  labelled: readonly (readonly [number, number, number])[],
  unlabelled: readonly (readonly [number, number])[],
  point: (rating: number) => number = (rating) => rating,
) {
  return {
    labelled: {
      human: Float64Array.from(labelled, ([human]) => point(human)),
      judge: Float64Array.from(labelled, ([, judge]) => point(judge)),
      clusters: Int32Array.from(labelled, ([, , cluster]) => cluster),
    },
    unlabelled: {
      judge: Float64Array.from(unlabelled, ([judge]) => point(judge)),
      clusters: Int32Array.from(unlabelled, ([, cluster]) => cluster),
    },
  };
}

it("the mean moves with the scale of the ratings", () => {
  fc.assert(
    fc.property(rated, judged, weights, (labelled, unlabelled, weight) => {
      const one = predictionPoweredMean(repliesOf(labelled, unlabelled), weight, 0.95);
      const other = predictionPoweredMean(
        repliesOf(labelled, unlabelled, (rating) => 10 * rating - 7),
        weight,
        0.95,
      );
      expect(other.status).toBe(one.status);
      if (one.status === "estimated" && other.status === "estimated") {
        expect(other.value).toBeCloseTo(10 * one.value - 7, 8);
        expect(other.low).toBeCloseTo(10 * one.low - 7, 7);
        expect(other.judgeWeight).toBeCloseTo(one.judgeWeight, 9);
      }
    }),
  );
});

it("the mean does not depend on a constant bias of the judge", () => {
  fc.assert(
    fc.property(rated, judged, weights, (labelled, unlabelled, weight) => {
      const replies = repliesOf(labelled, unlabelled);
      const one = predictionPoweredMean(replies, weight, 0.95);
      const shift = (judge: Float64Array) => judge.map((rating) => rating + 1.5);
      const other = predictionPoweredMean(
        {
          labelled: { ...replies.labelled, judge: shift(replies.labelled.judge) },
          unlabelled: { ...replies.unlabelled, judge: shift(replies.unlabelled.judge) },
        },
        weight,
        0.95,
      );
      expect(other.status).toBe(one.status);
      if (one.status === "estimated" && other.status === "estimated") {
        expect(other.value).toBeCloseTo(one.value, 9);
        expect(other.standardError).toBeCloseTo(one.standardError, 8);
      }
    }),
  );
});

it("neither depends on the order of the replies; both lie within their limits", () => {
  fc.assert(
    fc.property(rated, judged, weights, (labelled, unlabelled, weight) => {
      for (const statistic of [predictionPoweredMean, predictionPoweredProportion]) {
        const point = (rating: number) => (rating - 1) / 4;
        const one = statistic(repliesOf(labelled, unlabelled, point), weight, 0.95);
        const other = statistic(repliesOf([...labelled].reverse(), [...unlabelled].reverse(), point), weight, 0.95);
        expect(other.status).toBe(one.status);
        if (one.status === "estimated" && other.status === "estimated") {
          expect(other.value).toBeCloseTo(one.value, 9);
          expect(other.high).toBeCloseTo(one.high, 8);
          expect(one.low).toBeLessThanOrEqual(one.value);
          expect(one.high).toBeGreaterThanOrEqual(one.value);
        }
      }
    }),
  );
});

it("the proportion stays within 0–1 and is that of failures turned around", () => {
  fc.assert(
    fc.property(rated, judged, weights, (labelled, unlabelled, weight) => {
      const pass = (rating: number) => (rating >= 3 ? 1 : 0);
      const fail = (rating: number) => (rating >= 3 ? 0 : 1);
      const passed = predictionPoweredProportion(repliesOf(labelled, unlabelled, pass), weight, 0.95);
      const failed = predictionPoweredProportion(repliesOf(labelled, unlabelled, fail), weight, 0.95);
      expect(failed.status).toBe(passed.status);
      if (passed.status === "estimated" && failed.status === "estimated") {
        expect(passed.low).toBeGreaterThanOrEqual(0);
        expect(passed.high).toBeLessThanOrEqual(1);
        expect(failed.value).toBeCloseTo(1 - passed.value, 9);
        expect(failed.low).toBeCloseTo(1 - passed.high, 9);
        expect(failed.high).toBeCloseTo(1 - passed.low, 9);
      }
    }),
  );
});
