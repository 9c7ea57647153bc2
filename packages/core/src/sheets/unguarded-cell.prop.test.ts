import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadsheetCell } from "../base/spreadsheet-cell.ts";
import { unguardedCell } from "./unguarded-cell.ts";

it("gives back what spreadsheetCell was given, but for control characters", () => {
  const starts = fc.constantFrom("", "'", "=", "+", "-", "@", "＝", " =", "\t", "\n", "\ufeff=", "a");
  fc.assert(
    fc.property(starts, fc.string({ unit: "grapheme", maxLength: 12 }), (start, rest) => {
      // A text that already looks guarded cannot be told from a guarded one.
      const text = `${start}${rest}`.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, "").toWellFormed();
      fc.pre(!text.startsWith("'") && text !== "");
      const [[cell = ""] = []] = parse(`${spreadsheetCell(text)},x\n`, { relax_column_count: true }) as string[][];
      expect(unguardedCell(cell)).toBe(text);
    }),
    { seed: 7, numRuns: 500 },
  );
});
