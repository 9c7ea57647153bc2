import { readCsv } from "../base/csv.ts";
import { readLines } from "../base/lines.ts";
import type { PlacedStatement } from "./statement.ts";
import { graphFileInvalid } from "./statement-fields.ts";
import { plainFactRow, type RowReader, rowReaderOf } from "./table-columns.ts";

/** One row of a table and the line it begins on. */
interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * What a table of facts or of entities says: comma-separated (RFC 4180) for a name that ends in .csv, tab-separated
 * without quoting otherwise. `rowReaderOf` says which columns there are; a table of three columns may lack its header. An
 * empty file says nothing. Throws GRAPH_FILE_INVALID and what reading lines and CSV throws, with the line.
 */
export async function* readGraphTable(file: string): AsyncGenerator<PlacedStatement[]> {
  let reader: RowReader | undefined;
  let width = 0;
  for await (const rows of file.toLowerCase().endsWith(".csv") ? csvRows(file) : tabRows(file)) {
    const statements: PlacedStatement[] = [];
    for (const { line, cells } of rows) {
      const place = { file, line };
      if (reader === undefined) {
        width = cells.length;
        const found = rowReaderOf(cells, place);
        reader = found ?? plainFactRow;
        if (found !== null) {
          continue;
        }
      }
      if (cells.length !== width) {
        throw graphFileInvalid(place, `${cells.length} cells, the first row has ${width}`);
      }
      for (const statement of reader(cells, place)) {
        statements.push({ statement, line });
      }
    }
    yield statements;
  }
}

async function* csvRows(file: string): AsyncGenerator<TableRow[]> {
  for await (const row of readCsv(file)) {
    yield [row];
  }
}

async function* tabRows(file: string): AsyncGenerator<TableRow[]> {
  for await (const lines of readLines(file)) {
    yield lines.map(({ number, text }) => ({ line: number, cells: text.split("\t") }));
  }
}
