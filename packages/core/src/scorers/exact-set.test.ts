import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Reading } from "../records/answer.ts";
import exactSet from "./exact-set.ts";

const chosen = (...optionIds: string[]): Reading => ({
  status: "chosen",
  optionIds,
  labels: optionIds,
  rule: "t",
  span: null,
});
const { score } = exactSet.configure({});

describe("exact-set", () => {
  it("gives a point for exactly the key, whatever the order", () => {
    expect(score(chosen("B"), singleItem)).toEqual({ points: 1, min: 0, max: 1 });
    expect(score(chosen("D", "A", "C"), multipleItem)).toEqual({ points: 1, min: 0, max: 1 });
  });

  it("gives none for too few, too many, other, or no options", () => {
    for (const reading of [chosen("A", "C"), chosen("A", "B", "C", "D"), chosen("A", "C", "E")]) {
      expect(score(reading, multipleItem)).toEqual({ points: 0, min: 0, max: 1 });
    }
    expect(score({ ...chosen(), status: "unreadable" }, singleItem)).toEqual({ points: 0, min: 0, max: 1 });
  });

  it("does not count options of a reading that chose none", () => {
    expect(score({ ...chosen("B"), status: "ambiguous" }, singleItem)).toEqual({ points: 0, min: 0, max: 1 });
  });

  it("accepts any of several accepted sets", () => {
    const item = { ...singleItem, accepted: [["B"], ["A", "B"]] };
    expect(score(chosen("B", "A"), item)).toMatchObject({ points: 1 });
  });

  it("gives no mark where no key is published", () => {
    expect(score(chosen("B"), { ...singleItem, accepted: [] })).toEqual({ points: null, reason: "unkeyed" });
  });
});
