import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { chosen } from "./__fixtures__/readings.ts";
import type { Scorer } from "./define.ts";
import jaccard from "./jaccard.ts";
import optionWise from "./option-wise.ts";
import partialProportional from "./partial-proportional.ts";
import partialWithPenalty from "./partial-with-penalty.ts";

/** Points of an answer to the item with the key A, C, D of five options. */
const points = (scorer: Scorer, reading: Reading, settings: object = {}, item: Item = multipleItem): number | null =>
  scorer.configure(settings).score(reading, item).points;

describe("partial-proportional", () => {
  it("gives the share of the key that was chosen", () => {
    expect(points(partialProportional, chosen("A"))).toBe(1 / 3);
    expect(points(partialProportional, chosen("D", "A"))).toBe(2 / 3);
    expect(points(partialProportional, chosen("A", "C", "D"))).toBe(1);
  });

  it("leaves nothing with a wrong option, or takes the penalty off", () => {
    expect(points(partialProportional, chosen("A", "C", "B"))).toBe(0);
    expect(points(partialProportional, chosen("A", "C", "B"), { penalty: 0.25 })).toBeCloseTo(2 / 3 - 0.25, 12);
    expect(points(partialProportional, chosen("A", "B", "E"), { penalty: 0.5 })).toBe(0);
  });

  it("gives everything for everything without a penalty, as the source has it", () => {
    expect(points(partialProportional, chosen("A", "B", "C", "D", "E"), { penalty: 0 })).toBe(1);
  });
});

describe("partial-with-penalty", () => {
  it("lets a wrong option take away what a correct one earned", () => {
    expect(points(partialWithPenalty, chosen("A", "C"))).toBe(2 / 3);
    expect(points(partialWithPenalty, chosen("A", "C", "B"))).toBe(1 / 3);
    expect(points(partialWithPenalty, chosen("A", "B"))).toBe(0);
    expect(points(partialWithPenalty, chosen("B", "E"))).toBe(0);
  });

  it("goes below 0 down to the floor, or to what the item can cost at most", () => {
    const { score } = partialWithPenalty.configure({ floor: -1 });
    expect(score(chosen("B", "E"), multipleItem)).toEqual({ points: -2 / 3, min: -2 / 3, max: 1 });
    expect(score(chosen("A"), singleItem)).toEqual({ points: -1, min: -1, max: 1 });
    expect(partialWithPenalty.configure({ floor: -0.5 }).score(chosen("B", "E"), multipleItem)).toEqual({
      points: -0.5,
      min: -0.5,
      max: 1,
    });
  });

  it("refuses a floor above 0", () => {
    expect(() => partialWithPenalty.configure({ floor: 0.1 })).toThrow(/floor/);
  });
});

describe("jaccard", () => {
  it("divides what is common by what is in either", () => {
    expect(points(jaccard, chosen("A", "C"))).toBe(2 / 3);
    expect(points(jaccard, chosen("A", "C", "B"))).toBe(2 / 4);
    expect(points(jaccard, chosen("A", "B", "C", "D", "E"))).toBe(3 / 5);
    expect(points(jaccard, chosen("B", "E"))).toBe(0);
  });
});

describe("option-wise", () => {
  it("counts options rightly chosen and rightly left", () => {
    expect(points(optionWise, chosen("A", "C"))).toBe(4 / 5);
    expect(points(optionWise, chosen("A", "C", "B"))).toBe(3 / 5);
    expect(points(optionWise, chosen("B", "E"))).toBe(0);
    expect(points(optionWise, chosen("A"), {}, singleItem)).toBe(2 / 4);
  });

  it("gives no mark where a key stands without options", () => {
    expect(optionWise.configure({}).score(chosen("B"), { ...singleItem, options: [] })).toEqual({
      points: null,
      reason: "no-options",
    });
  });
});
