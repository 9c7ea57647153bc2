import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextChange } from "../records/edit-log.ts";
import { textChanges } from "./write-variants-diff.ts";

/** The second text again, from the first and what changed. */
function applied(text: string, changes: readonly TextChange[]): string {
  let result = "";
  let from = 0;
  for (const { at, before, after } of changes) {
    expect(text.slice(at, at + before.length)).toBe(before);
    expect(at).toBeGreaterThanOrEqual(from);
    result += text.slice(from, at) + after;
    from = at + before.length;
  }
  return result + text.slice(from);
}

const words = [
  "aged",
  "54",
  "ñandú",
  "fever",
  " ",
  " ",
  "  ",
  "\n",
  ",",
  ".",
  "？",
  "患",
  "者",
  "𠮷",
  "𠮸",
  "é",
  "A",
  "a",
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(""));

describe("textChanges", () => {
  it.each([
    ["aged 54 years", "aged 55 years", [{ at: 5, before: "54", after: "55" }]],
    ["no change", "no change", []],
    ["", "new", [{ at: 0, before: "", after: "new" }]],
    ["Fever. Which?", "Fever. It rains. Which?", [{ at: 7, before: "", after: "It rains. " }]],
    ["the left arm and leg", "the lfet arm and leg", [{ at: 4, before: "left", after: "lfet" }]],
    ["患者心脏病", "患者心赃病", [{ at: 3, before: "脏", after: "赃" }]],
    ["high fever today", "HIGH FEVER today", [{ at: 0, before: "high fever", after: "HIGH FEVER" }]],
    [
      "glucose 7 mmol/l and weight 80 kg now",
      "glucose 126 mg/dl and weight 176 lb now",
      [
        { at: 8, before: "7 mmol/l", after: "126 mg/dl" },
        { at: 28, before: "80 kg", after: "176 lb" },
      ],
    ],
  ])("%j to %j", (before, after, expected) => {
    const found = textChanges(before, after);
    expect(applied(before, found)).toBe(after);
    expect(found).toEqual(expected);
  });

  it("gives the second text back from the first, whatever the two", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applied(before, textChanges(before, after))).toBe(after);
      }),
      { numRuns: 2000 },
    );
  });

  it("names no more than what a person changed", () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom("NEW", "新", " "), (start, end, inserted) => {
        const before = `${start}. ${end}`;
        const changes = textChanges(before, `${start}. ${inserted}${end}`);
        expect(changes.reduce((sum, change) => sum + change.after.length, 0)).toBeLessThan(inserted.length + 8);
      }),
    );
  });

  it("stays quick for texts that have nothing in common", () => {
    const long = (word: string): string => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(" ");
    const before = long("a");
    expect(applied(before, textChanges(before, long("b")))).toBe(long("b"));
  });
});
