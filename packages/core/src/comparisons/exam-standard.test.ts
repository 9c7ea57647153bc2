import { describe, expect, it } from "vitest";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { fieldOf, settingsOf } from "./__fixtures__/standard-field.ts";
import { examStandard } from "./exam-standard.ts";

const right = (count: number, share: number): number[] =>
  Array.from({ length: count }, (_, item) =>
    Math.floor((item + 1) * share + 1e-9) > Math.floor(item * share + 1e-9) ? 1 : 0,
  );

describe("examStandard", () => {
  it("gives the probability of passing, near 1 above, near 0 below and about a half at the mark", () => {
    const field = fieldOf({ points: { good: right(200, 0.75), at: right(200, 0.6), poor: right(200, 0.45) } });
    const standard = examStandard(field, settingsOf({ passMark: 0.6 }));
    expect(standard.prior).toEqual({ kind: "jeffreys" });
    expect(standard.otherPrior).toBeNull();
    const [good, at, poor] = standard.models;
    expect(good?.pass?.trueScore).toBeGreaterThan(0.999);
    expect(at?.pass?.trueScore).toBeGreaterThan(0.4);
    expect(at?.pass?.trueScore).toBeLessThan(0.6);
    expect(poor?.pass?.trueScore).toBeLessThan(0.001);
    expect(at?.consistency).toBeLessThan(0.7);
    expect(good).toMatchObject({ compensatory: good?.pass, conjunctive: null, sections: [], otherPass: null });
    expect(standard.consistency).toMatchObject({ status: "estimated", candidates: 3 });
  });

  it("says no pass without a mark", () => {
    const standard = examStandard(fieldOf({ points: { m: [1, 0] } }), settingsOf());
    expect(standard.models[0]).toMatchObject({ pass: null, why: "no pass mark is stated", score: { value: 0.5 } });
    expect(standard.consistency).toEqual({ status: "not-estimable", why: "no pass mark is stated" });
  });

  it("weighs the parts by the blueprint and leaves out what is in none", () => {
    const field = fieldOf({
      points: { m: [...right(80, 1), ...right(20, 0.2), ...right(10, 0)] },
      tags: { part: [...right(80, 1).map(() => "a"), ...right(20, 1).map(() => "b"), ...right(10, 1).map(() => "c")] },
    });
    const settings = settingsOf({ passMark: 0.7, standard: { blueprint: { tag: "part", weights: { a: 1, b: 1 } } } });
    const standard = examStandard(field, settings);
    expect(standard).toMatchObject({ uncounted: 10, blueprint: { weights: { a: 0.5, b: 0.5 } } });
    const [model] = standard.models;
    expect(model?.score.value).toBeCloseTo(0.6, 12);
    expect(model?.score.nItems).toBe(100);
    expect(model?.pass?.trueScore).toBeLessThan(0.1);
    // By its items alone, 84 of 100, the same model would pass.
    expect(examStandard(field, settingsOf({ passMark: 0.7 })).models[0]?.pass?.trueScore).toBeGreaterThan(0.8);
  });

  it("a blueprint that weighs parts as their items do says nearly what no blueprint says", () => {
    const points = Array.from({ length: 70 }, (_, item) => (item % 10 < 7 ? 1 : 0));
    const parts = points.map((_, item) => `p${item % 7}`);
    const field = fieldOf({ points: { m: points }, tags: { part: parts } });
    const weights = Object.fromEntries(parts.map((part) => [part, 1]));
    const blueprint = settingsOf({ passMark: 0.6, standard: { blueprint: { tag: "part", weights } } });
    const whole = examStandard(field, settingsOf({ passMark: 0.6 })).models[0]?.pass?.trueScore ?? 0;
    const divided = examStandard(field, blueprint).models[0]?.pass?.trueScore ?? 0;
    expect(Math.abs(whole - divided)).toBeLessThan(0.025);
  });

  it("asks for every section's minimum besides the mark", () => {
    const field = fieldOf({
      points: { m: [...right(90, 0.95), ...right(30, 0.4)] },
      tags: { part: [...right(90, 1).map(() => "theory"), ...right(30, 1).map(() => "emergency")] },
    });
    const sections = { tag: "part", minima: { emergency: 0.6 } };
    const [model] = examStandard(field, settingsOf({ passMark: 0.6, standard: { sections } })).models;
    expect(model?.compensatory?.trueScore).toBeGreaterThan(0.99);
    expect(model?.conjunctive?.trueScore).toBeLessThan(0.05);
    expect(model?.pass?.trueScore).toBeLessThan(0.05);
    expect(model?.sections).toMatchObject([
      { section: "emergency", minimum: 0.6, nItems: 30, weight: 0.25, pass: { trueScore: expect.any(Number) } },
      { section: "", minimum: null, nItems: 90, weight: 0.75, pass: null },
    ]);
    const absent = { tag: "part", minima: { surgery: 0.5 } };
    expect(examStandard(field, settingsOf({ passMark: 0.6, standard: { sections: absent } })).models[0]).toMatchObject({
      pass: null,
      why: "a part of the exam has no item",
    });
  });

  it("has a probability for each rule and none for both where they divide the exam differently", () => {
    const field = fieldOf({
      points: { m: right(100, 0.8) },
      tags: {
        part: right(100, 1).map((_, item) => (item < 50 ? "a" : "b")),
        kind: right(100, 1).map((_, item) => (item % 2 === 0 ? "single" : "multiple")),
      },
    });
    const standard = {
      blueprint: { tag: "part", weights: { a: 2, b: 1 } },
      sections: { tag: "kind", minima: { single: 0.5, multiple: 0.5 } },
    };
    const [model] = examStandard(field, settingsOf({ passMark: 0.6, standard })).models;
    expect(model?.compensatory?.trueScore).toBeGreaterThan(0.95);
    expect(model?.conjunctive?.trueScore).toBeGreaterThan(0.95);
    expect(model).toMatchObject({ pass: null, why: "the blueprint and the minima are of different tags" });
    expect(model?.sections.map(({ section }) => section)).toEqual(["single", "multiple"]);
  });

  it("counts items of different weights by their weight", () => {
    const points = [...right(50, 1), ...right(50, 0)];
    const weights = points.map((_, item) => (item < 50 ? 3 : 1));
    const [model] = examStandard(fieldOf({ points: { m: points }, weights }), settingsOf({ passMark: 0.6 })).models;
    expect(model?.score.value).toBeCloseTo(0.75, 12);
    expect(model?.pass?.trueScore).toBeGreaterThan(0.95);
  });

  it("places a model among people by their normal distribution", () => {
    const norms = [{ name: "graduates", mean: 0.6, sd: 0.1, source: "a register" }];
    const [model] = examStandard(
      fieldOf({ points: { m: right(100, 0.7) } }),
      settingsOf({ standard: { norms } }),
    ).models;
    expect(model?.norms[0]?.value).toBeCloseTo(0.8413447, 6);
    expect(model?.norms[0]?.low).toBeLessThan(0.6);
    expect(model?.norms[0]?.high).toBeGreaterThan(0.95);
  });

  it("is sensible for one item, a perfect paper and a model that was not scored", () => {
    const standard = examStandard(fieldOf({ points: { m: [1], none: [Number.NaN] } }), settingsOf({ passMark: 0.6 }));
    expect(standard.models[0]?.pass?.trueScore).toBeGreaterThan(0.5);
    expect(standard.models[0]?.pass?.trueScore).toBeLessThan(0.95);
    expect(standard.models[1]).toMatchObject({ pass: null, why: "no item was scored", score: { value: null } });
    expect(JSON.stringify(standard)).not.toMatch(/NaN/u);
  });
});

describe("candidates near the mark", () => {
  const candidates = 200;
  const items = 200;
  const mark = 0.6;
  /** True scores evenly over 0.56–0.64; the model of place c has truth(c). */
  const truth = (candidate: number): number => 0.56 + (0.08 * candidate) / (candidates - 1);
  const field = (round: number, count: number) => {
    const generator = uniformGenerator("near-the-mark", round);
    return fieldOf({
      points: Object.fromEntries(
        Array.from({ length: count }, (_, candidate) => [
          `m${candidate}`,
          Array.from({ length: items }, () => (generator.fraction() < truth(candidate) ? 1 : 0)),
        ]),
      ),
    });
  };

  it("pass about as often as they are given, with the prior of the field; hardly any knowledge is too sure", () => {
    // Models given more than 0.8, or less than 0.2: the share that passes should be what they were given.
    const sums = { field: [0, 0, 0], jeffreys: [0, 0, 0] };
    for (let round = 0; round < 12; round++) {
      const standard = examStandard(field(round, candidates), settingsOf({ passMark: mark }));
      expect(standard).toMatchObject({ prior: { kind: "field", candidates }, otherPrior: { kind: "jeffreys" } });
      for (const [candidate, { pass, otherPass }] of standard.models.entries()) {
        for (const [kind, chance] of [
          ["field", pass?.trueScore ?? Number.NaN],
          ["jeffreys", otherPass?.trueScore ?? Number.NaN],
        ] as const) {
          const right = truth(candidate) >= mark === chance > 0.5 ? 1 : 0;
          const sure = Math.max(chance, 1 - chance);
          if (sure > 0.8) {
            sums[kind] = sums[kind].map((sum, at) => sum + ([sure, right, 1][at] ?? 0));
          }
        }
      }
    }
    const gap = ([given = 0, right = 0, count = 0]: readonly number[]): number => (given - right) / count;
    // Over many more rounds the gaps are 0.00 and 0.10, with standard errors of 0.016 and 0.01 over these.
    expect(sums.field[2]).toBeGreaterThan(200);
    expect(Math.abs(gap(sums.field))).toBeLessThan(0.05);
    expect(gap(sums.jeffreys)).toBeGreaterThan(0.06);
  });

  it("get Jeffreys' prior when few, with the other beside it from six on, yardsticks not counted", () => {
    const few = examStandard(field(1, 7), settingsOf({ passMark: mark }));
    expect(few).toMatchObject({ prior: { kind: "jeffreys" }, otherPrior: { kind: "field", candidates: 7 } });
    expect(few.models.every(({ otherPass }) => otherPass !== null)).toBe(true);
    const yardsticks = new Set(["m0", "m1"]);
    expect(examStandard(field(1, 7), settingsOf({ passMark: mark }), { yardsticks })).toMatchObject({
      otherPrior: null,
    });
  });
});
