import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonElements } from "./json-elements.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-json-elements-"));
function elementsOf(text: string) {
  const path = join(folder, "a.json");
  writeFileSync(path, text);
  return [...jsonElements(path)];
}

describe("jsonElements", () => {
  it("gives each element with the line it begins on", () => {
    expect(elementsOf('\ufeff\n[\n {"a": "x,]\\"}"},\n\n {"b":\n [1, 2]}, 3]\n')).toEqual([
      { line: 3, value: { a: 'x,]"}' } },
      { line: 5, value: { b: [1, 2] } },
      { line: 6, value: 3 },
    ]);
    expect(elementsOf(" [ ] ")).toEqual([]);
  });

  it.each([
    ['{"questions": []}', "a JSON array was expected", 1],
    ["", "a JSON array was expected", 1],
    ["[\n1,\n{a: 1}]", "", 3],
    ["[1,\n2", "the array is not closed", 2],
    ["[1,\n]", "", 2],
    ['[1,\n"open', "", 2],
  ])("refuses %j", (text, message, line) => {
    expect(() => elementsOf(text)).toThrow(
      expect.objectContaining({
        code: "FILE_JSON_INVALID",
        message: expect.stringContaining(message),
        place: expect.objectContaining({ line }),
      }),
    );
  });

  it("reads what JSON.stringify wrote, whatever it holds and however it is indented", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 0, max: 3 }), (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        expect(elementsOf(text).map(({ value }) => value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 60 },
    );
  });
});
