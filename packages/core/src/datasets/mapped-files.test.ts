import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messagesOf, rowsOf } from "./__fixtures__/rows-of.ts";
import csvFile from "./csv-file.ts";
import jsonFile from "./json-file.ts";
import jsonlFile from "./jsonl-file.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-mapped-"));
const fields = { stem: "q", options: ["a", "b"], key: "k" };

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe("jsonl-file", () => {
  it("reads three ways of writing options and keys, with nested fields and groups", async () => {
    const settings = (await import("./__fixtures__/jsonl-file.settings.json", { with: { type: "json" } })).default;
    const rows = await rowsOf(jsonlFile, settings);
    expect(rows.map(({ place, item }) => [place.line, item?.id, item?.kind, item?.accepted])).toEqual([
      [1, "r1", "single", [["A"]]],
      [2, "r2", "multiple", [["A", "C"]]],
      [4, "r3", "single", [["B"]]],
      [5, "r4", "single", []],
    ]);
    expect(rows.map(({ item }) => item?.tags)).toEqual([
      { year: ["2021"], topic: ["cardiology", "nephrology"] },
      { year: ["2022"], topic: ["infectious diseases"] },
      { year: ["2022"] },
      { year: ["2023"] },
    ]);
    expect(rows.map(({ item }) => item?.group?.order)).toEqual([undefined, 1, 2, undefined]);
    expect(messagesOf(rows, "warning")).toHaveLength(1);
  });

  it("names the fields there are when a mapped one is in no row", async () => {
    write(
      "a.jsonl",
      '{"q": "x", "a": "1", "b": "2", "k": "A", "meta": {"year": 1}}\n{"q": "y", "a": "1", "b": "2", "k": "B", "c": 3}\n',
    );
    const settings = {
      path: "/a.jsonl",
      language: "en",
      fields: { ...fields, tags: { year: "meta.jear", part: "part" } },
    };
    await expect(rowsOf(jsonlFile, settings, folder)).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("no row has meta.jear, part; the fields are q, a, b, k, meta, c"),
      }),
    );
  });

  it("is content with a field that only some rows have, and reports rows that are no objects", async () => {
    write(
      "b.jsonl",
      '{"q": "x", "a": "1", "b": "2", "k": "A"}\n[1]\n{"q": "y", "a": "1", "b": "2", "k": "B", "part": "II"}\n',
    );
    const rows = await rowsOf(
      jsonlFile,
      { path: "/b.jsonl", language: "en", fields: { ...fields, tags: { part: "part" } } },
      folder,
    );
    expect(rows.map(({ item }) => item?.tags["part"]?.[0])).toEqual([undefined, undefined, "II"]);
    expect(messagesOf(rows, "error")).toEqual(["the row is no object: [1]"]);
  });

  it("stops at a line that is no JSON", async () => {
    write("c.jsonl", '{"q": 1}\n{q: 2}\n');
    await expect(rowsOf(jsonlFile, { path: "/c.jsonl", language: "en", fields }, folder)).rejects.toThrow(
      expect.objectContaining({ code: "FILE_JSON_INVALID", place: expect.objectContaining({ line: 2 }) }),
    );
  });
});

describe("csv-file", () => {
  it("reads options from columns and a key that is a place", async () => {
    const settings = (await import("./__fixtures__/csv-file.settings.json", { with: { type: "json" } })).default;
    const rows = await rowsOf(csvFile, settings);
    expect(rows.map(({ place }) => place.line)).toEqual([2, 3]);
    expect(rows.map(({ item }) => item?.accepted)).toEqual([[["B"]], [["A"]]]);
    expect(rows[1]?.item?.options.map(({ id }) => id)).toEqual(["A", "B", "C"]);
    expect(rows.map(({ item }) => item?.references)).toEqual([["La vitamina B12 se absorbe en el íleon."], []]);
  });

  it("names the columns there are when one is missing, before any row", async () => {
    write("a.csv", "q,a,b,key\nx,1,2,A\n");
    await expect(rowsOf(csvFile, { path: "/a.csv", language: "en", fields }, folder)).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("no row has k; the fields are q, a, b, key"),
      }),
    );
  });

  it("refuses an empty file and a column name that stands twice", async () => {
    write("b.csv", "");
    await expect(rowsOf(csvFile, { path: "/b.csv", language: "en", fields }, folder)).rejects.toThrow(
      "the file is empty",
    );
    write("c.csv", "q,a,b,k,a\n");
    await expect(rowsOf(csvFile, { path: "/c.csv", language: "en", fields }, folder)).rejects.toThrow(
      'two columns are called "a"',
    );
  });
});

describe("json-file", () => {
  it("reads a list inside a file, with annulled items and pictures", async () => {
    const settings = (await import("./__fixtures__/json-file.settings.json", { with: { type: "json" } })).default;
    const rows = await rowsOf(jsonFile, settings);
    expect(rows.map(({ item }) => [item?.id, item?.accepted, item?.annulled, item?.media])).toEqual([
      ["1", [["1"]], undefined, undefined],
      ["2", [["2"]], "drop", ["ecg-2.png"]],
    ]);
  });

  it("reads a file that is a list, with lines", async () => {
    write("a.json", '[\n{"q": "x", "a": "1", "b": "2", "k": "B"},\n\n{"q": "y", "a": "1", "b": "2", "k": "A"}]');
    const rows = await rowsOf(jsonFile, { path: "/a.json", language: "en", fields }, folder);
    expect(rows.map(({ place, item }) => [place.line, item?.accepted])).toEqual([
      [2, [["B"]]],
      [4, [["A"]]],
    ]);
  });

  it("names the fields there are when the list is not where it should be", async () => {
    write("b.json", '{"items": [], "year": 2020}');
    await expect(
      rowsOf(jsonFile, { path: "/b.json", records: "questions", language: "en", fields }, folder),
    ).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("questions is no list; the file has items, year"),
      }),
    );
    write("c.json", "{");
    await expect(rowsOf(jsonFile, { path: "/c.json", records: "x", language: "en", fields }, folder)).rejects.toThrow(
      expect.objectContaining({ code: "FILE_JSON_INVALID" }),
    );
  });
});
