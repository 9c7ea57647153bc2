import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CsvRow, readCsv } from "./csv.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-csv-"));

async function rowsOf(content: string | Buffer, maxRowCharacters?: number): Promise<CsvRow[]> {
  const path = join(folder, "a.csv");
  writeFileSync(path, content);
  const rows: CsvRow[] = [];
  for await (const row of readCsv(path, maxRowCharacters)) {
    rows.push(row);
  }
  return rows;
}

describe("readCsv", () => {
  it("reads quoted cells over several lines and numbers rows by the line they begin on", async () => {
    const text = '\ufeffq,a\n\n"first\n\nline","x, ""y"""\r\nplain,\n\n"last","no break"';
    expect(await rowsOf(text)).toEqual([
      { line: 1, cells: ["q", "a"] },
      { line: 3, cells: ["first\n\nline", 'x, "y"'] },
      { line: 6, cells: ["plain", ""] },
      { line: 8, cells: ["last", "no break"] },
    ]);
  });

  it("keeps spaces, keeps line breaks inside cells as they are, and gives an empty file no rows", async () => {
    expect(await rowsOf('a\n" x "\n y \n"1\r\n2"\n')).toEqual([
      { line: 1, cells: ["a"] },
      { line: 2, cells: [" x "] },
      { line: 3, cells: [" y "] },
      { line: 4, cells: ["1\r\n2"] },
    ]);
    expect(await rowsOf("")).toEqual([]);
    expect(await rowsOf("\n\n")).toEqual([]);
  });

  it.each<[string, string, number, string]>([
    ["a quote that is never closed", 'a,b\n1,2\n3,"4\n5,6\n', 3, "never closed"],
    ["text after a closing quote", 'a,b\n1,"2"x\n', 2, "Quote"],
    ["a quote inside a plain cell", 'a,b\n1,2"3\n', 2, "Quote"],
    ["too few cells", "a,b\n1,2\n\n3\n", 4, "expect 2, got 1"],
    ["too many cells", "a,b\n1,2,3\n", 2, "expect 2, got 3"],
  ])("refuses %s with its line", async (_what, text, line, message) => {
    await expect(rowsOf(text)).rejects.toThrow(
      expect.objectContaining({
        code: "FILE_CSV_INVALID",
        message: expect.stringContaining(message),
        place: expect.objectContaining({ line }),
      }),
    );
  });

  it("refuses a row over the limit at the line it begins on", async () => {
    await expect(rowsOf(`a\nshort\n"${"long\n".repeat(100)}"\n`, 200)).rejects.toThrow(
      expect.objectContaining({ code: "FILE_CSV_INVALID", place: expect.objectContaining({ line: 3 }) }),
    );
  });

  it.each([
    ["first", Buffer.from([0x61, 0x0a, 0xff, 0x0a]), 2],
    [
      "after a large beginning",
      Buffer.concat([Buffer.from("ab\n".repeat(600_000)), Buffer.from([0xe4, 0xb8])]),
      600_001,
    ],
  ])("refuses bytes that are not UTF-8 with their line: %s", async (_where, content, line) => {
    await expect(rowsOf(content)).rejects.toThrow(
      expect.objectContaining({ code: "FILE_ENCODING", place: expect.objectContaining({ line }) }),
    );
  });

  it("says which file is missing", async () => {
    const read = async () => {
      for await (const row of readCsv(join(folder, "absent.csv"))) {
        expect(row).toBeUndefined();
      }
    };
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: "DATASET_NOT_FOUND" }));
  });

  it("can be left before its end", async () => {
    const path = join(folder, "long.csv");
    writeFileSync(path, "a,b\n".repeat(500_000));
    for await (const { line } of readCsv(path)) {
      if (line === 3) {
        break;
      }
    }
    expect((await rowsOf("a\n")).length).toBe(1);
  });

  it("keeps characters whole where chunks of the file meet", async () => {
    const rows = await rowsOf(`"${"医".repeat(700_000)}"\n`);
    expect(rows[0]?.cells[0]).toBe("医".repeat(700_000));
  });
});
