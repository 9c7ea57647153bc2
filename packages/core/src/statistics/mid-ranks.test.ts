import { describe, expect, it } from "vitest";
import { midRanks } from "./mid-ranks.ts";

describe("midRanks", () => {
  it.each([
    { name: "distinct values", values: [10, 30, 20], ranks: [1, 3, 2] },
    { name: "ties", values: [10, 30, 10, 30, 5], ranks: [2.5, 4.5, 2.5, 4.5, 1] },
    { name: "all tied", values: [7, 7, 7], ranks: [2, 2, 2] },
    { name: "one value", values: [3], ranks: [1] },
    { name: "none", values: [], ranks: [] },
    { name: "infinities and NaN, which is last", values: [Number.NaN, Infinity, -Infinity, 0], ranks: [4, 3, 1, 2] },
    { name: "zeros of either sign, which are tied", values: [0, -0, 1], ranks: [1.5, 1.5, 3] },
  ])("of $name", ({ values, ranks }) => {
    expect(midRanks(Float64Array.from(values))).toEqual(Float64Array.from(ranks));
  });
});
