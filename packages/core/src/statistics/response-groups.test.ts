import { expect, it } from "vitest";
import { responsesFromRows } from "./__fixtures__/simulated-responses.ts";
import { responseGroups } from "./response-groups.ts";
import { binaryResponses, transposedResponses } from "./response-matrix.ts";

it("puts rows together that differ only in which of their responses are right", () => {
  const bytes = binaryResponses(responsesFromRows(["110", "011", "1.0", "0.1", "11.", "...", "111"]));
  const groups = responseGroups(bytes, 3);
  expect([...groups.of]).toEqual([0, 0, 1, 1, 2, -1, 3]);
  expect([...groups.rows]).toEqual([2, 2, 1, 1]);
  expect([...groups.scores]).toEqual([2, 1, 2, 3]);
  expect([...groups.missing]).toEqual([1, 2]);
  expect([...groups.missingStart]).toEqual([0, 0, 1, 2, 2]);
  expect([...groups.columnScores]).toEqual([4, 4, 3]);
  expect(groups.answered).toBe(6);
});

it("has no group without rows", () => {
  expect(responseGroups(new Uint8Array(0), 0).count).toBe(0);
});

it("turns rows into columns and back", () => {
  const bytes = Uint8Array.of(1, 0, 255, 0, 1, 1);
  const turned = transposedResponses(bytes, 2, 3);
  expect([...turned]).toEqual([1, 0, 0, 1, 255, 1]);
  expect(transposedResponses(turned, 3, 2)).toEqual(bytes);
});
