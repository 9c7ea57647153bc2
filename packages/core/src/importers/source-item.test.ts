import { describe, expect, it } from "vitest";
import { itemOf, keyOf, optionsOf, sourceOptions, stemOf } from "./source-item.ts";

const options = optionsOf(["Iron", "Zinc", "Copper", "2"]);

describe("keyOf", () => {
  it.each([
    ["B", ["B"]],
    ["(B)", ["B"]],
    ["b.", ["B"]],
    ["zinc", ["B"]],
    ["CA", ["A", "C"]],
    ["A, C", ["A", "C"]],
    [
      ["A", "D"],
      ["A", "D"],
    ],
    // A text of an option comes before a place.
    ["2", ["D"]],
    [1, ["B"]],
    ["E", undefined],
    ["", undefined],
    [null, undefined],
    ["I do not know", undefined],
  ])("reads %j", (value, expected) => {
    expect(keyOf(value, options, 0)).toEqual(expected);
  });

  it("takes no time over a reply that is no key", () => {
    expect(keyOf(`B${" .".repeat(2_000_000)}x`, options)).toBeUndefined();
  });

  it("takes no number for a place unless told where counting begins", () => {
    expect(keyOf("1", options)).toBeUndefined();
    expect(keyOf("1", options, 1)).toEqual(["A"]);
    expect(keyOf("0", options, 1)).toBeUndefined();
  });
});

describe("sourceOptions", () => {
  it.each([
    [{ options: ["x", "y"] }, ["A x", "B y"]],
    [{ options: { A: "x", C: "y" } }, ["A x", "C y"]],
    [
      {
        options: [
          { key: "A", value: "x" },
          { key: "B", value: "y" },
        ],
      },
      ["A x", "B y"],
    ],
    [{ choices: { text: ["x", "y"], label: ["1", "2"] } }, ["1 x", "2 y"]],
    [{ opa: "x", opb: "y", opc: "" }, ["A x", "B y"]],
    [{ ending0: "x", ending1: "y" }, ["A x", "B y"]],
    [{ A: "x", B: "y", question: "?" }, ["A x", "B y"]],
    [{ A: "x", C: "y" }, []],
    [{ question: "?" }, []],
  ])("reads %j", (question, expected) => {
    expect(sourceOptions(question).map(({ id, text }) => `${id} ${text}`)).toEqual(expected);
  });

  it("reads the field it is told and no other", () => {
    expect(sourceOptions({ mine: ["x", "y"], options: ["p", "q"] }, "mine")[0]?.text).toBe("x");
    expect(sourceOptions({ options: ["p", "q"] }, "mine")).toEqual([]);
  });
});

describe("itemOf and stemOf", () => {
  it("tells the kind from options and key", () => {
    const base = { id: "q", language: "en", stem: "?" };
    expect(itemOf({ ...base, options, accepted: [["A"]] }).kind).toBe("single");
    expect(itemOf({ ...base, options, accepted: [["A", "B"]] }).kind).toBe("multiple");
    expect(itemOf({ ...base, options: [], accepted: [], tags: { none: [] } })).toMatchObject({
      kind: "free-text",
      tags: {},
    });
  });

  it("finds the stem under the usual names", () => {
    expect(stemOf({ question: " ", query: "which?" })).toBe("which?");
    expect(stemOf({ question: "a", mine: "b" }, "mine")).toBe("b");
    expect(stemOf({ question: 3 })).toBeUndefined();
  });
});
