import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import { chosen, outcome, unsettled } from "./__fixtures__/readings.ts";
import { agreementOf, chosenOptions, markOverSets } from "./mark-over-sets.ts";

describe("chosenOptions", () => {
  it("has each option once, and none where the reading settled on none", () => {
    expect(chosenOptions(chosen("A", "C", "A"))).toEqual(new Set(["A", "C"]));
    expect(chosenOptions(chosen())).toBeNull();
    for (const status of unsettled) {
      expect(chosenOptions({ ...chosen("A"), status })).toBeNull();
    }
  });
});

describe("agreementOf", () => {
  it("counts hits, wrong choices and misses", () => {
    expect(agreementOf(new Set(["A", "C", "E"]), ["A", "B", "C", "D"])).toEqual({
      hits: 2,
      wrong: 1,
      missed: 2,
      keySize: 4,
    });
  });
});

describe("markOverSets", () => {
  const shareHit = ({ hits, keySize }: { hits: number; keySize: number }): number => hits / keySize;

  it("keeps the best over the accepted sets", () => {
    const item = {
      ...multipleItem,
      accepted: [
        ["A", "C", "D"],
        ["A", "E"],
      ],
    };
    expect(markOverSets(chosen("A", "E"), item, shareHit)).toEqual({ points: 1, min: 0, max: 1 });
    expect(markOverSets(chosen("A", "C"), item, shareHit)).toEqual({ points: 2 / 3, min: 0, max: 1 });
  });

  it("gives 0 for a reading that settled on none and no mark without a key", () => {
    expect(markOverSets(outcome("refused"), singleItem, shareHit, -1)).toEqual({ points: 0, min: -1, max: 1 });
    const unkeyed = { points: null, reason: "unkeyed" };
    expect(markOverSets(chosen("A"), { ...singleItem, accepted: [] }, shareHit)).toEqual(unkeyed);
    expect(markOverSets(chosen("A"), { ...singleItem, accepted: [[]] }, shareHit)).toEqual(unkeyed);
  });
});
