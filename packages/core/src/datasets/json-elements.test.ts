import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonElements } from "./json-elements.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-json-elements-"));
function elementsOf(text: string, records?: string) {
  const path = join(folder, "a.json");
  writeFileSync(path, text);
  return [...jsonElements(path, records)];
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
    ["[1,\n]", "a comma before the end", 2],
    ["[1]\n[2]", "text after the array", 1],
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

  it("finds an array inside the file, with its lines", () => {
    const text = '{\n "a.b": {"x": [9]},\n "a": {"note": "]}\\"", "b": {"x":\n[1,\n2]}}, "z": []\n}';
    expect(elementsOf(text, "a.b.x")).toEqual([{ line: 2, value: 9 }]);
    expect(elementsOf(text.replace("a.b", "q"), "a.b.x")).toEqual([
      { line: 4, value: 1 },
      { line: 5, value: 2 },
    ]);
    expect(elementsOf(text, "z")).toEqual([]);
  });

  it("says what there is when no array is where it should be", () => {
    const missing = (message: string) =>
      expect.objectContaining({ code: "DATASET_COLUMN_MISSING", message: expect.stringContaining(message) });
    expect(() => elementsOf('{"items": {}, "year": 1}', "items")).toThrow(
      missing("items is no list; the file has items, year"),
    );
    expect(() => elementsOf("[]", "items")).toThrow(missing("the file has a JSON array"));
    expect(() => elementsOf('{"items": [1]', "items")).toThrow(expect.objectContaining({ code: "FILE_JSON_INVALID" }));
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
