import { expect, it } from "vitest";
import { choicePatterns, renamedOptions } from "./choice-patterns.ts";

it("gathers items that differ in the names of their options alone", () => {
  const field = {
    // Items 0 and 1: the first candidate right, the second wrong. Item 2: both wrong alike. Item 3 has more options.
    choices: [Int32Array.of(0, 2, 1, 0, 0), Int32Array.of(1, 0, 1, 1, 0)],
    key: Int32Array.of(0, 2, 0, 0, -1),
    optionCounts: Int32Array.of(3, 3, 3, 4, 3),
  };
  const patterns = choicePatterns(field);
  expect([...patterns.patternOf]).toEqual([0, 0, 1, 2, -1]);
  expect([...patterns.counts]).toEqual([2, 1, 1]);
  expect(patterns.field.choices.map((sitting) => [...sitting])).toEqual([
    [0, 1, 0],
    [1, 1, 1],
  ]);
  expect([...patterns.field.key]).toEqual([0, 0, 0]);
  expect([...patterns.field.optionCounts]).toEqual([3, 3, 4]);
});

it("renames the key 0, then options as they are chosen, then the others", () => {
  const field = {
    choices: [Int32Array.of(3), Int32Array.of(-1), Int32Array.of(3), Int32Array.of(0)],
    key: Int32Array.of(2),
    optionCounts: Int32Array.of(5),
  };
  expect([...renamedOptions(field, 0)]).toEqual([2, 3, 0, 1, 4]);
});

it("has no pattern without items", () => {
  const none = { choices: [new Int32Array(0)], key: new Int32Array(0), optionCounts: new Int32Array(0) };
  expect(choicePatterns(none).counts).toHaveLength(0);
});
