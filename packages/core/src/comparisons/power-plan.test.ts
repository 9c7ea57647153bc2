import { describe, expect, it } from "vitest";
import type { PowerAssumptions } from "../records/power-plan.ts";
import { pairedPower } from "../statistics/paired-power.ts";
import { pairedShares } from "../statistics/paired-shares.ts";
import { comparisonField } from "./__fixtures__/comparison-field.ts";
import { rightOf } from "./__fixtures__/facts-field.ts";
import { powerPlan } from "./power-plan.ts";
import { measuredPower } from "./run-power.ts";

const assumed: PowerAssumptions = {
  items: 400,
  accuracy: 0.7,
  correlation: 0.5,
  discordant: null,
  models: 6,
  alpha: 0.05,
  power: 0.8,
  designEffect: 1,
  confidence: 0.95,
  difference: null,
};

describe("powerPlan", () => {
  it("gives a difference that is found with just the wished power, by the better and by the worse opponent", () => {
    const { pair, family, comparisons } = powerPlan(assumed);
    expect(comparisons).toBe(15);
    const powers = [0.7 - (pair.value ?? 0), 0.7 + (pair.value ?? 0)].map((other) => {
      const shares = pairedShares(0.7, other, 0.5);
      return shares.status === "estimated" ? pairedPower(shares, 400, { alpha: 0.05 }) : 0;
    });
    expect(Math.min(...powers)).toBeCloseTo(0.8, 6);
    expect(family.value ?? 0).toBeGreaterThan(pair.value ?? 1);
  });

  it("needs for a difference the items with which it is the smallest that is found", () => {
    const { itemsForPair, itemsForFamily } = powerPlan({ ...assumed, difference: 0.05 });
    const again = powerPlan({ ...assumed, items: itemsForPair?.value ?? 0 });
    expect(again.pair.value).toBeCloseTo(0.05, 3);
    expect(itemsForFamily?.value ?? 0).toBeGreaterThan(itemsForPair?.value ?? Number.POSITIVE_INFINITY);
  });

  it("counts a design effect as fewer items", () => {
    const clustered = powerPlan({ ...assumed, designEffect: 2 });
    const half = powerPlan({ ...assumed, items: 200 });
    expect(clustered.effectiveItems).toBe(200);
    expect(clustered.pair.value).toBeCloseTo(half.pair.value ?? 0, 9);
    expect(clustered.halfWidth).toBeCloseTo(half.halfWidth, 12);
  });

  it("says why there is no number", () => {
    expect(powerPlan({ ...assumed, items: 4 }).pair).toMatchObject({
      value: null,
      why: expect.stringContaining("greatest"),
    });
    expect(powerPlan({ ...assumed, correlation: 0.99, difference: 0.3 }).itemsForPair).toMatchObject({
      value: null,
      why: expect.stringContaining("cannot differ"),
    });
  });

  it("takes a measured share for the correlation it implies", () => {
    // 2 · 0.7 · 0.3 · (1 − 0.5)
    const measured = powerPlan({ ...assumed, correlation: null, discordant: 0.21 });
    expect(measured.pair.value).toBeCloseTo(powerPlan(assumed).pair.value ?? 0, 9);
    expect(measured.discordantShare).toBe(0.21);
  });

  it("has the whole of 0 to 1 for an interval without items", () => {
    expect(powerPlan({ ...assumed, items: 0 })).toMatchObject({ halfWidth: 0.5, pair: { value: null } });
  });
});

describe("measuredPower", () => {
  it("takes the medians over the pairs", () => {
    const field = comparisonField({ a: rightOf(10, 20), b: rightOf(12, 20), c: rightOf(16, 20) });
    const measured = measuredPower(field, "run");
    // Discordant shares 0.1, 0.3 and 0.2.
    expect(measured).toMatchObject({
      items: 20,
      models: 3,
      discordant: expect.closeTo(0.2, 12),
      designEffect: 1,
      source: { pairs: 3, leastDiscordant: 0.1, mostDiscordant: 0.3 },
    });
    expect(measured?.accuracy).toBeCloseTo(38 / 60, 12);
  });

  it("finds the design effect of items whose differences go together", () => {
    // Ten groups of four copies: four items are worth one.
    const copies = (right: number) => Array.from({ length: 40 }, (_, item) => (Math.floor(item / 4) < right ? 1 : 0));
    const clusters = Array.from({ length: 40 }, (_, item) => Math.floor(item / 4));
    const effect =
      measuredPower(comparisonField({ a: copies(3), b: copies(7) }, { clusters }), "run")?.designEffect ?? 0;
    expect(effect).toBeGreaterThan(3);
    expect(effect).toBeLessThan(6);
  });

  it("is null without two models that have an item in common, and holds for equal ones", () => {
    expect(measuredPower(comparisonField({ a: [1, 0] }), "run")).toBeNull();
    expect(measuredPower(comparisonField({ a: [1, Number.NaN], b: [Number.NaN, 1] }), "run")).toBeNull();
    expect(measuredPower(comparisonField({ a: [1, 0], b: [1, 0] }), "run")).toMatchObject({
      discordant: 0,
      designEffect: 1,
    });
  });
});
