import { describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import { loadedRow } from "./loaded-row.ts";

const item: Item = {
  id: "i",
  language: "en",
  kind: "single",
  stem: "Which?",
  options: [
    { id: "A", text: "a" },
    { id: "B", text: "b" },
  ],
  accepted: [["A"]],
  tags: {},
  references: [],
  weight: 1,
};

const problemsOf = (change: Partial<Item>) => loadedRow({ file: "f", line: 3 }, { ...item, ...change }).problems;

describe("loadedRow", () => {
  it("finds nothing wrong with a sound item and adds its id to the place", () => {
    expect(loadedRow({ file: "f", line: 3 }, item)).toEqual({
      place: { file: "f", line: 3, itemId: "i" },
      item,
      problems: [],
    });
  });

  it.each<[string, Partial<Item>, string]>([
    ["an empty stem", { stem: " \n" }, "the stem is empty"],
    ["no options", { options: [], accepted: [] }, "no options"],
    ["one option", { options: [{ id: "A", text: "a" }] }, "one option"],
    [
      "27 options",
      { options: Array.from({ length: 27 }, (_, index) => ({ id: index === 0 ? "A" : `x${index}`, text: "t" })) },
      "27 options, the limit is 26",
    ],
    ["a label twice", { options: [...item.options, { id: "A", text: "c" }] }, "same label: A, B, A"],
    ["an empty accepted set", { accepted: [[]] }, "empty set"],
    ["two options in the key of a single-answer item", { accepted: [["A", "B"]] }, "the key A+B"],
  ])("calls %s an error and keeps the item", (_what, change, message) => {
    const row = loadedRow({}, { ...item, ...change });
    expect(row.item).toBeDefined();
    expect(row.problems.map(({ severity }) => severity)).toContain("error");
    expect(row.problems.map((problem) => problem.message).join()).toContain(message);
  });

  it("calls a key outside the options by its own code, with the value seen", () => {
    expect(problemsOf({ accepted: [["E"]] })).toEqual([
      { severity: "error", code: "DATASET_KEY_OUTSIDE_OPTIONS", message: "the key names E; the options are A, B" },
    ]);
  });

  it("warns of a missing key, and not for free text", () => {
    expect(problemsOf({ accepted: [] }).map(({ severity }) => severity)).toEqual(["warning"]);
    expect(problemsOf({ kind: "free-text", options: [], accepted: [] })).toEqual([]);
  });
});
