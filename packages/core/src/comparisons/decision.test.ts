import { describe, expect, it } from "vitest";
import { fieldOf, settingsOf } from "./__fixtures__/standard-field.ts";
import { type DecisionFacts, decisionOf } from "./decision.ts";
import { versionChange } from "./version-change.ts";

const places = Array.from({ length: 200 }, (_, item) => item);
const share = (missing: number): number[] => places.map((item) => (item % missing === 0 ? 0 : 1));
const field = fieldOf({
  points: { model: share(5), base: share(4), rival: places.map(() => 1) },
  tags: { specialty: places.map((item) => (item % 2 === 0 ? "even" : "odd")) },
});
const facts: DecisionFacts = {
  model: 0,
  run: "june",
  yardsticks: new Set(),
  rates: [],
  operations: null,
  change: null,
  complete: true,
  audited: false,
  perturbed: false,
};

describe("decisionOf", () => {
  it("holds the model against mark and reference, and says what is not known", () => {
    const settings = settingsOf({
      passMark: 0.6,
      strata: [["specialty"]],
      comparison: { reference: "base", margin: 0.05 },
    });
    const decision = decisionOf(field, settings, facts);
    expect(decision).toMatchObject({
      model: "model",
      run: "june",
      criteria: { passMark: 0.6, reference: "base", margin: 0.05, alpha: 0.025 },
      reference: { status: "non-inferior", nItems: 200 },
    });
    expect(decision.standard.pass?.trueScore).toBeGreaterThan(0.999);
    expect(decision.strata[0]?.worst.stratum).toEqual({ specialty: "even" });
    expect(decision.unknown).toEqual([
      "previous",
      "robustness",
      "repeats",
      "audit",
      "latency",
      "cost",
      "training-data",
      "practice",
    ]);
  });

  it("does not show what the items cannot show", () => {
    const settings = settingsOf({ comparison: { reference: "rival", margin: 0.1 } });
    const decision = decisionOf(field, settings, facts);
    expect(decision.reference).toMatchObject({ status: "not-shown", difference: { value: expect.closeTo(-0.2, 12) } });
    expect(decision.standard.pass).toBeNull();
    expect(decision.unknown).toEqual(expect.arrayContaining(["mark", "strata"]));
  });

  it.each([
    [{}, "no reference is stated"],
    [{ reference: "base" }, "no margin is stated"],
    [{ reference: "nobody", margin: 0.1 }, "the reference is not among the models"],
    [{ reference: "model", margin: 0.1 }, "the model is the reference itself"],
  ])("says why %o cannot be told", (comparison, why) => {
    expect(decisionOf(field, settingsOf({ comparison }), facts).reference).toEqual({ status: "not-estimable", why });
  });

  it("needs an item that both have", () => {
    const apart = fieldOf({ points: { model: [1, Number.NaN], base: [Number.NaN, 1] } });
    const settings = settingsOf({ comparison: { reference: "base", margin: 0.1 } });
    const decision = decisionOf(apart, settings, facts);
    expect(decision.reference).toMatchObject({ status: "not-estimable", why: "no item that both models have" });
    expect(JSON.stringify(decision)).not.toContain("NaN");
  });
});

describe("versionChange", () => {
  it("counts what was gained and lost, item by item, on what both have", () => {
    const versions = fieldOf({ points: { now: [1, 1, 0, 1, Number.NaN], before: [0, 1, 1, 0, 1] } });
    const change = versionChange(versions, { now: 0, before: 1, run: "may", otherItems: 3 }, 0.95);
    expect(change).toMatchObject({ run: "may", nItems: 4, notCompared: 4, gained: 2, lost: 1, alike: 1 });
    expect(change?.difference.value).toBe(0.25);
    expect(change?.flips).toEqual([
      { itemId: "q2", before: 1, now: 0 },
      { itemId: "q0", before: 0, now: 1 },
      { itemId: "q3", before: 0, now: 1 },
    ]);
  });

  it("has no change without a common item, and an interval around 0 for equal versions", () => {
    const apart = fieldOf({ points: { now: [1, Number.NaN], before: [Number.NaN, 1] } });
    expect(versionChange(apart, { now: 0, before: 1, run: "may", otherItems: 0 }, 0.95)).toBeNull();
    const same = fieldOf({ points: { now: [1, 0, 1], before: [1, 0, 1] } });
    const change = versionChange(same, { now: 0, before: 1, run: "may", otherItems: 0 }, 0.95);
    expect(change).toMatchObject({ gained: 0, lost: 0, flips: [], difference: { value: 0 } });
    expect(change?.difference.low).toBeLessThan(0);
  });
});
