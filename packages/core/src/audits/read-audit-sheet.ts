import { CsvError, parse } from "csv-parse/sync";
import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { type SheetColumn, sheetColumns } from "./sheet-columns.ts";

/** One row of a sheet as it came back. */
export interface SheetRow {
  /** Row of the table, the heading being 1. */
  readonly number: number;
  readonly cells: Readonly<Record<SheetColumn, string>>;
}

/** A sheet of 100,000 long replies is smaller; anything larger is no sheet. */
const sheetBytes = 256 * 1024 * 1024;
const delimiters = [",", ";", "\t"];

/**
 * The rows of a sheet that a person filled in, as a spreadsheet saved it: comma, semicolon or tab between cells,
 * columns in any order and further ones beside them. Rows without any text are left out.
 * Throws DATASET_NOT_FOUND, FILE_ENCODING, FILE_TOO_LARGE, FILE_CSV_INVALID, and AUDIT_SHEET_INVALID without the columns.
 */
export function readAuditSheet(path: string): readonly SheetRow[] {
  const text = readWhole(path, sheetBytes);
  const heading = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  const delimiter = delimiters.find((sign) => heading.split(sign).length >= sheetColumns.length) ?? ",";
  const table = parseTable(text, delimiter, path);
  const names = (table[0] ?? []).map((name) => name.trim().toLowerCase());
  const missing = sheetColumns.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new DataError("AUDIT_SHEET_INVALID", `the heading lacks ${missing.join(", ")}`, {
      place: { file: path, line: 1 },
    });
  }
  const places = sheetColumns.map((name) => [name, names.indexOf(name)] as const);
  return table.slice(1).flatMap((cells, index): SheetRow[] =>
    cells.every((cell) => cell.trim() === "")
      ? []
      : [
          {
            number: index + 2,
            cells: Object.fromEntries(places.map(([name, place]) => [name, cells[place] ?? ""])) as SheetRow["cells"],
          },
        ],
  );
}

function parseTable(text: string, delimiter: string, path: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (cause) {
    const line = cause instanceof CsvError && typeof cause["lines"] === "number" ? { line: cause["lines"] } : {};
    throw new DataError("FILE_CSV_INVALID", messageOf(cause), { place: { file: path, ...line }, cause });
  }
}
