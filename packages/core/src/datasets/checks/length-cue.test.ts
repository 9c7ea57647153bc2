import { describe, expect, it } from "vitest";
import { itemWith } from "../__fixtures__/items.ts";
import { createLengthCueCount } from "./length-cue.ts";

function cue(items: readonly ReturnType<typeof itemWith>[]) {
  const count = createLengthCueCount();
  for (const item of items) {
    count.add(item);
  }
  return count.result();
}

describe("createLengthCueCount", () => {
  it("compares the longest option with the key, and takes chance from the number of options", () => {
    const hit = itemWith({ texts: ["long option", "x", "y", "z"], key: ["A"] });
    const miss = itemWith({ texts: ["x", "longer"], key: ["A"] });
    const result = cue([hit, miss]);
    expect(result).toMatchObject({ nItems: 2, share: 0.5, chance: 0.375 });
    // (1 − 0.75) / √(0.25·0.75 + 0.5·0.5)
    expect(result.z).toBeCloseTo(0.25 / Math.sqrt(0.4375), 12);
  });

  it("leaves out ties, multiple-answer items and items without a key", () => {
    const tie = itemWith({ texts: ["ab", "cd ", "e"] });
    const several = itemWith({ key: ["A", "B"] });
    const unkeyed = itemWith({ key: [] });
    expect(cue([tie, several, unkeyed])).toEqual({ nItems: 0, share: null, chance: null, z: null });
  });

  it("counts characters, not code units", () => {
    expect(cue([itemWith({ texts: ["🩺🩺", "abc"], key: ["B"] })]).share).toBe(1);
  });
});
