import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { chosen } from "./__fixtures__/readings.ts";
import optionCredits from "./option-credits.ts";

const { score } = optionCredits.configure({});
const credited = (item: Item, credits: Readonly<Record<string, number>>): Item => ({
  ...item,
  options: item.options.map(({ id, text }) => {
    const credit = credits[id];
    return credit === undefined ? { id, text } : { id, text, credit };
  }),
});

describe("option-credits", () => {
  it("gives the credit of the chosen option", () => {
    const item = credited(singleItem, { B: 1, D: 0.4 });
    expect(score(chosen("B"), item)).toEqual({ points: 1, min: 0, max: 1 });
    expect(score(chosen("D"), item)).toEqual({ points: 0.4, min: 0, max: 1 });
    expect(score(chosen("A"), item)).toEqual({ points: 0, min: 0, max: 1 });
  });

  it("does not let hedging pay", () => {
    expect(score(chosen("B", "D"), credited(singleItem, { B: 1, D: 0.4 })).points).toBe(0);
  });

  it("sums credits on multiple-answer items, at most the key's", () => {
    const item = credited(multipleItem, { A: 0.5, C: 0.25, D: 0.25, B: 0.1 });
    expect(score(chosen("A", "C"), item).points).toBe(0.75);
    expect(score(chosen("A", "C", "B"), item).points).toBeCloseTo(0.85, 12);
    expect(score(chosen("A", "C", "D"), item)).toEqual({ points: 1, min: 0, max: 1 });
  });

  it("keeps the exam's own maximum", () => {
    expect(score(chosen("B"), credited(singleItem, { B: 0.8 }))).toEqual({ points: 0.8, min: 0, max: 0.8 });
  });

  it("lets the key decide where an option has no credit", () => {
    expect(score(chosen("A", "D"), multipleItem)).toEqual({ points: 2 / 3, min: 0, max: 1 });
    const second = { ...credited(singleItem, { B: 1, D: 0.4 }), accepted: [["B"], ["D"]] };
    expect(score(chosen("D"), second).points).toBe(1);
  });

  it("gives no mark without a key or where the key is worth nothing", () => {
    expect(score(chosen("B"), { ...singleItem, accepted: [] })).toEqual({ points: null, reason: "unkeyed" });
    expect(score(chosen("B"), credited(singleItem, { B: 0 }))).toEqual({ points: null, reason: "no-credit" });
  });
});
