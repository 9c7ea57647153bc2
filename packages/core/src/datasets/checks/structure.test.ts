import { describe, expect, it } from "vitest";
import { itemWith } from "../__fixtures__/items.ts";
import { structureFindings } from "./structure.ts";

const found = (change: Parameters<typeof itemWith>[0]) =>
  structureFindings(itemWith(change)).map(({ check, severity, message }) => `${check} ${severity}: ${message}`);

describe("structureFindings", () => {
  it("finds nothing wrong with a sound item", () => {
    expect(found({})).toEqual([]);
    expect(found({ kind: "free-text", options: [], key: [] })).toEqual([]);
  });

  it("finds empty stems and options", () => {
    expect(found({ stem: " " })).toEqual(["empty-text error: the stem is empty"]);
    expect(found({ texts: ["x", "\n", "y"] })).toEqual(["empty-text warning: option B has no text"]);
  });

  it("finds too few and too many options, a label twice and a key that is no option", () => {
    expect(found({ texts: [], key: [] })).toEqual(["structure error: 0 options; a single item needs at least two"]);
    expect(found({ texts: ["x"] })).toEqual(["structure error: 1 option; a single item needs at least two"]);
    expect(found({ texts: Array.from({ length: 27 }, (_, index) => `t${index}`) })).toEqual([
      "structure error: 27 options, the limit is 26",
    ]);
    expect(
      found({
        options: [
          { id: "A", text: "x" },
          { id: "A", text: "y" },
        ],
      }),
    ).toEqual(["structure error: two options have the same label: A, A"]);
    expect(found({ key: ["E"] })).toEqual(["structure error: the key names E; the options are A, B, C, D"]);
  });

  it("finds options that read the same, and says when only one of them is right", () => {
    expect(found({ texts: ["a", "b  c", "b c"], key: ["A"] })).toEqual([
      "identical-options warning: options B and C read the same",
    ]);
    expect(found({ texts: ["ａ", "a", "c"], key: ["A"] })).toEqual([
      "identical-options error: options A and B read the same, and only one of them is the key",
    ]);
    expect(found({ texts: ["a", "a", "c"], key: ["A", "B"] })).toHaveLength(1);
  });

  it("tells options apart that differ in case or a sign only", () => {
    expect(found({ texts: ["f waves", "F waves", "Na+", "Na−"] })).toEqual([]);
  });
});
