import { DataError } from "../base/errors.ts";
import { readSheetTable } from "../sheets/read-sheet-table.ts";
import { type SheetColumn, sheetColumns } from "./sheet-columns.ts";

/** One row of a sheet as it came back. */
export interface SheetRow {
  /** Row of the table, the heading being 1. */
  readonly number: number;
  readonly cells: Readonly<Record<SheetColumn, string>>;
}

/**
 * The rows of a sheet that a person filled in, as a spreadsheet saved it: comma, semicolon or tab between cells,
 * columns in any order and further ones beside them. Rows without any text are left out.
 * Throws DATASET_NOT_FOUND, FILE_ENCODING, FILE_TOO_LARGE, FILE_CSV_INVALID, and AUDIT_SHEET_INVALID without the columns.
 */
export function readAuditSheet(path: string): readonly SheetRow[] {
  const { columns, rows } = readSheetTable(path);
  const missing = sheetColumns.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new DataError("AUDIT_SHEET_INVALID", `the heading lacks ${missing.join(", ")}`, {
      place: { file: path, line: 1 },
    });
  }
  return rows.map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries(sheetColumns.map((name) => [name, cells.get(name) ?? ""])) as SheetRow["cells"],
  }));
}
