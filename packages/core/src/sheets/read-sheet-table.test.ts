import { describe, expect, it } from "vitest";
import { parseSheetTable } from "./read-sheet-table.ts";

const cells = (text: string): unknown =>
  parseSheetTable(text, "sheet.csv").rows.map((row) => [row.number, Object.fromEntries(row.cells)]);

describe("parseSheetTable", () => {
  it.each([",", ";", "\t"])("reads what a spreadsheet saved with %j between cells", (sign) => {
    const text = `\ufeff${["Row", " a ", "b"].join(sign)}\r\n${["r1", '"x, y; z"', '"two\nlines"'].join(sign)}\r\n`;
    expect(cells(text)).toEqual([[2, { row: "r1", a: "x, y; z", b: "two\nlines" }]]);
  });

  it("leaves rows without text out, and counts them", () => {
    expect(cells("row,a\n,\nr1,1\n , \nr2\n")).toEqual([
      [3, { row: "r1", a: "1" }],
      [5, { row: "r2", a: "" }],
    ]);
  });

  it("names the line of a quote that is never closed", () => {
    expect(() => parseSheetTable('row,a\nr1,"open\n', "sheet.csv")).toThrow(
      expect.objectContaining({ code: "FILE_CSV_INVALID", message: expect.stringContaining("sheet.csv") }),
    );
  });

  it("has no columns in an empty file", () => {
    expect(parseSheetTable("", "sheet.csv")).toEqual({ columns: [], rows: [] });
  });
});
