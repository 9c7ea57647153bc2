import { readCsv } from "../base/csv.ts";
import { DataError, type Place } from "../base/errors.ts";

/** One row of a CSV file by column name. */
export interface CsvRecord {
  readonly place: Place;
  readonly value: Readonly<Record<string, string>>;
}

/**
 * The rows of a CSV file with a header row, each as column → cell. Column names are trimmed.
 *
 * @param checkHeader Sees the column names before the first row; may throw.
 *
 * Throws what `readCsv` throws, FILE_CSV_INVALID for two columns of one name, and DATASET_COLUMN_MISSING for an
 * empty file.
 */
export async function* readCsvRecords(
  file: string,
  checkHeader: (columns: readonly string[]) => void,
): AsyncGenerator<CsvRecord> {
  let columns: readonly string[] | undefined;
  for await (const { line, cells } of readCsv(file)) {
    const place = { file, line };
    if (columns === undefined) {
      columns = cells.map((cell) => cell.trim());
      const twice = columns.find((column, index) => columns?.indexOf(column) !== index);
      if (twice !== undefined) {
        throw new DataError("FILE_CSV_INVALID", `two columns are called "${twice}"`, { place });
      }
      checkHeader(columns);
      continue;
    }
    yield { place, value: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])) };
  }
  if (columns === undefined) {
    throw new DataError("DATASET_COLUMN_MISSING", "the file is empty; a header row was expected", { place: { file } });
  }
}
