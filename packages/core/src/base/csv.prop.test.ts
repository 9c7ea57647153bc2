import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv } from "./csv.ts";

const path = join(mkdtempSync(join(tmpdir(), "viva-csv-")), "a.csv");
const cell = fc.string({ unit: fc.constantFrom("a", "医", ",", '"', "\n", "\r\n", " ", "é", "🩺"), maxLength: 8 });

it("reads back every table that was written with quotes, each row at its line", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 1, max: 4 })
        .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      async (table, lineBreak, mark) => {
        const rows = table.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        writeFileSync(path, `${mark ? "\ufeff" : ""}${rows.map((row) => row + lineBreak).join("")}`);
        const read: (readonly string[])[] = [];
        let line = 1;
        for await (const row of readCsv(path)) {
          expect(row.line).toBe(line);
          line += (rows[read.length] ?? "").split("\n").length;
          read.push(row.cells);
        }
        expect(read).toEqual(table);
      },
    ),
    { numRuns: 150 },
  );
});
