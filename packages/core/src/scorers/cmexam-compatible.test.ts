import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import { chosen, everyChoice, outcome, unsettled } from "./__fixtures__/readings.ts";
import cmexamCompatible from "./cmexam-compatible.ts";
import exactSet from "./exact-set.ts";

const { score } = cmexamCompatible.configure({});

describe("cmexam-compatible", () => {
  it("agrees with exact-set on every answer to items with one accepted set", () => {
    const exact = exactSet.configure({});
    const choices = everyChoice(["E", "D", "C", "B", "A"]);
    expect(choices).toHaveLength(31);
    for (const item of [singleItem, multipleItem]) {
      for (const reading of [...choices.map((ids) => chosen(...ids)), ...unsettled.map(outcome)]) {
        expect(score(reading, item)).toEqual(exact.score(reading, item));
      }
    }
  });

  it("knows one published string only", () => {
    const item = { ...singleItem, accepted: [["B"], ["D"]] };
    expect(score(chosen("B"), item).points).toBe(1);
    expect(score(chosen("D"), item).points).toBe(0);
  });

  it("keeps ids of several characters apart", () => {
    const item = { ...multipleItem, accepted: [["11", "2"]] };
    expect(score(chosen("1", "12"), item).points).toBe(0);
    expect(score(chosen("2", "11"), item).points).toBe(1);
  });

  it("gives no mark to the row without a published answer", () => {
    expect(score(chosen("A"), { ...singleItem, accepted: [] })).toEqual({ points: null, reason: "unkeyed" });
  });
});
