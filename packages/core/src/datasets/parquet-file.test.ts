import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pageProblem } from "../base/parquet-pages.ts";
import { parquetRows } from "../base/parquet-rows.ts";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import jsonlFile from "./jsonl-file.ts";
import parquetFile from "./parquet-file.ts";

const fixture = fileURLToPath(new URL("./__fixtures__/parquet-file.parquet", import.meta.url));
const bytes = readFileSync(fixture);
const settings = JSON.parse(readFileSync(fixture.replace(".parquet", ".settings.json"), "utf8"));

async function allOf(file: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { value } of parquetRows(file)) {
    rows.push(value);
  }
  return rows;
}

describe("parquet-file", () => {
  it("reads rows over several row groups as their JSON would be read", async () => {
    const rows = await rowsOf(parquetFile, settings);
    expect(rows.map(({ place }) => place.line)).toEqual([1, 2, 3]);
    const path = writtenFile("same.jsonl", (await allOf(fixture)).map((row) => JSON.stringify(row)).join("\n"));
    expect(rows.map(({ item }) => item)).toEqual(
      (await rowsFrom(jsonlFile, { ...settings, path })).map(({ item }) => item),
    );
    expect(rows[0]?.item).toMatchObject({
      id: "p1",
      accepted: [["2"]],
      tags: { year: ["2021"], topic: ["nephrology", "cardiology"] },
    });
  });

  it("names the columns there are when a mapped one is missing", async () => {
    const fields = { ...settings.fields, key: "gold" };
    await expect(rowsOf(parquetFile, { ...settings, fields })).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("no row has gold; the fields are uid, question, choices, answer, why, meta"),
      }),
    );
  });

  it("says that a file is not there", async () => {
    await expect(allOf("/nowhere.parquet")).rejects.toThrow(expect.objectContaining({ code: "DATASET_NOT_FOUND" }));
  });
});

describe("hostile Parquet files", () => {
  const codeOf = async (content: Uint8Array): Promise<string> => {
    try {
      await allOf(writtenFile("hostile.parquet", content));
      return "read";
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };

  it("are refused when empty, cut short, or no Parquet at all", async () => {
    for (const content of [Buffer.alloc(0), Buffer.from("PAR1"), Buffer.from("PAR1PAR1"), Buffer.alloc(100)]) {
      expect(await codeOf(content)).toBe("FILE_PARQUET_INVALID");
    }
    for (let end = 4; end < bytes.length; end += 97) {
      expect(await codeOf(bytes.subarray(0, end))).toBe("FILE_PARQUET_INVALID");
    }
    expect(await codeOf(Buffer.concat([bytes.subarray(0, 200), bytes.subarray(400)]))).toBe("FILE_PARQUET_INVALID");
  });

  it("give a coded error or rows for every changed byte, never another failure", async () => {
    const codes = new Map<string, number>();
    for (let at = 0; at < bytes.length; at += 7) {
      const content = Buffer.from(bytes);
      content[at] = (content[at] ?? 0) ^ 0xff;
      const code = await codeOf(content);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].sort()).toEqual(expect.arrayContaining(["FILE_PARQUET_INVALID", "read"]));
    const allowed = ["DATASET_ROW_INVALID", "FILE_ENCODING", "FILE_PARQUET_INVALID", "FILE_TOO_LARGE", "read"];
    expect([...codes.keys()].filter((code) => !allowed.includes(code))).toEqual([]);
  });

  it("are refused for a page that claims more than its column has", () => {
    // Compact Thrift: page type 0, 4 bytes unpacked, 4 packed, a data page of 2^20 values.
    const header = (values: number[]) => [
      0x15,
      0,
      0x15,
      8,
      0x15,
      8,
      0x2c,
      0x15,
      ...values,
      0x15,
      0,
      0x15,
      6,
      0x15,
      6,
      0,
      0,
    ];
    const chunk = (...values: number[]) => new Uint8Array([...header(values), 1, 2, 3, 4]).buffer;
    expect(pageProblem(chunk(8), { values: 4, bytes: 100 })).toBeUndefined();
    expect(pageProblem(chunk(0x80, 0x80, 0x80, 1), { values: 4, bytes: 100 })).toContain("more values than the 4");
    expect(pageProblem(chunk(8), { values: 4, bytes: 3 })).toContain("claim 4 values and 4 bytes");
    expect(pageProblem(new Uint8Array(header([8])).buffer, { values: 4, bytes: 100 })).toContain(
      "larger than its column",
    );
  });

  it("are refused for text that is not UTF-8", async () => {
    const plain = readFileSync(fixture.replace("parquet-file", "medmcqa"));
    const content = Buffer.from(plain);
    for (let at = content.indexOf("Trochlear"); at >= 0; at = content.indexOf("Trochlear", at)) {
      content.fill(0xff, at, at + 9);
    }
    expect(await codeOf(content)).toBe("FILE_ENCODING");
  });
});
