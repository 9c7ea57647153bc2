import { CsvError, parse } from "csv-parse/sync";
import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";

/** One row of a sheet as it came back. */
export interface SheetTableRow {
  /** Row of the table, the heading being 1. */
  readonly number: number;
  /** By the column's name; empty where the row ends before it. */
  readonly cells: ReadonlyMap<string, string>;
}

/** A sheet as it came back. */
export interface SheetTable {
  /** Names of the columns in small letters, without white space around. */
  readonly columns: readonly string[];
  /** Rows with any text. */
  readonly rows: readonly SheetTableRow[];
}

/** A sheet of 100,000 long replies is smaller; anything larger is no sheet. */
export const sheetBytes = 256 * 1024 * 1024;
const delimiters = [",", ";", "\t"];

/**
 * A sheet that a person filled in, as a spreadsheet saved it: comma, semicolon or tab between cells, whichever stands
 * most often in the heading; columns in any order. Rows without any text are left out.
 * Throws DATASET_NOT_FOUND, FILE_ENCODING, FILE_TOO_LARGE and FILE_CSV_INVALID.
 */
export function readSheetTable(path: string): SheetTable {
  return parseSheetTable(readWhole(path, sheetBytes), path);
}

/** The same from text; `path` is named in errors. */
export function parseSheetTable(text: string, path: string): SheetTable {
  const heading = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  const times = delimiters.map((sign) => heading.split(sign).length);
  const delimiter = delimiters[times.indexOf(Math.max(...times))] ?? ",";
  const table = parseTable(text, delimiter, path);
  const columns = (table[0] ?? []).map((name) => name.trim().toLowerCase());
  const rows = table
    .slice(1)
    .flatMap((cells, index): SheetTableRow[] =>
      cells.every((cell) => cell.trim() === "")
        ? []
        : [{ number: index + 2, cells: new Map(columns.map((name, place) => [name, cells[place] ?? ""])) }],
    );
  return { columns, rows };
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
