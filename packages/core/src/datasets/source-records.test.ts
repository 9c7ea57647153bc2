import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { writtenFile } from "./__fixtures__/written-file.ts";
import { hasRowLines, sourceFormat, sourceRecords } from "./source-records.ts";

async function valuesOf(file: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { place, value } of sourceRecords(file)) {
    rows.push([place.line, value]);
  }
  return rows;
}

it.each([
  ["[1]", "json-array"],
  ["\uFEFF \n[1]", "json-array"],
  ['{"a": 1}\n{"a": 2}', "json-lines"],
  ["", "json-lines"],
  ["PAR1", "parquet"],
])("tells %j from its first bytes", async (text, format) => {
  expect(await sourceFormat(writtenFile("sniffed.json", text))).toBe(format);
});

it("reads arrays and lines alike, each row with its line", async () => {
  expect(await valuesOf(writtenFile("a.txt", '[{"a": 1},\n{"a": 2}]'))).toEqual([
    [1, { a: 1 }],
    [2, { a: 2 }],
  ]);
  expect(await valuesOf(writtenFile("b.txt", '{"a": 1}\n\n{"a": -Infinity, "b": "NaN \\" NaN"}'))).toEqual([
    [1, { a: 1 }],
    [3, { a: null, b: 'NaN " NaN' }],
  ]);
  expect(await valuesOf(writtenFile("c.txt", ""))).toEqual([]);
});

it("names the line that is no JSON", async () => {
  await expect(valuesOf(writtenFile("d.txt", '{"a": 1}\n{"a": NaN, b}'))).rejects.toThrow(
    expect.objectContaining({ code: "FILE_JSON_INVALID", place: expect.objectContaining({ line: 2 }) }),
  );
});

it("says that a file is not there or is a folder", async () => {
  for (const path of ["/nowhere/x.json", tmpdir()]) {
    await expect(sourceFormat(path)).rejects.toThrow(expect.objectContaining({ code: "DATASET_NOT_FOUND" }));
  }
});

it("tells rows, one a line, from one object over several lines", async () => {
  expect(await hasRowLines(writtenFile("e.txt", '{"qid": 1}\n{"qid": 2}'), "qid")).toBe(true);
  expect(await hasRowLines(writtenFile("f.txt", '{"exams": {}}'), "qid")).toBe(false);
  expect(await hasRowLines(writtenFile("g.txt", '{\n"qid": 1}'), "qid")).toBe(false);
  expect(await hasRowLines(writtenFile("h.txt", ""), "qid")).toBe(false);
});
