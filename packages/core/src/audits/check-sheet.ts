import { DataError, type VivaError } from "../base/errors.ts";
import { nameInReply, type Prompt } from "../records/prompt.ts";
import { cellExcerpt, rowName, several, sheetOfRow } from "../sheets/sheet-row.ts";
import { cellCore, shownHash } from "../sheets/shown-hash.ts";
import type { AuditKey } from "./audit-key.ts";
import { type CorrectReading, noChoiceWords, parseCorrectReading } from "./correct-reading.ts";
import type { SheetRow } from "./read-audit-sheet.ts";

/** The id in the rows of a sheet. Throws AUDIT_SHEET_INVALID for a sheet without rows or with rows of several sheets. */
export function sheetId(rows: readonly SheetRow[], file: string): string {
  const ids = new Set(rows.map(({ cells }) => sheetOfRow(cells.row) ?? ""));
  const [id = ""] = ids;
  if (ids.size !== 1 || id === "") {
    const wrong = rows.find(({ cells }) => sheetOfRow(cells.row) === null);
    throw invalid(
      file,
      wrong === undefined
        ? [ids.size === 0 ? "no rows" : `rows of ${ids.size} sheets: ${[...ids].join(", ")}`]
        : [`row ${wrong.number}: "${cellExcerpt(wrong.cells.row)}" is no row of a sheet`],
    );
  }
  return id;
}

/**
 * The correct readings of a sheet, in the order of its key. Every row must be there once, its question, reply and
 * `read_as` as they were given out, and its `correct_reading` filled in with labels of its question or a word for none.
 * Throws AUDIT_SHEET_INVALID naming the rows that are wrong, else AUDIT_SHEET_UNFINISHED naming those left empty.
 *
 * @param promptOf The prompt of a row of the key.
 */
export function checkSheet(
  rows: readonly SheetRow[],
  key: AuditKey,
  promptOf: (callId: string) => Pick<Prompt, "labels"> | undefined,
  file: string,
): readonly CorrectReading[] {
  const byName = new Map<string, SheetRow>();
  const problems: string[] = [];
  const known = new Set(key.rows.map(({ row }) => row));
  for (const row of rows) {
    const name = rowName(row.cells.row);
    if (!known.has(name)) {
      problems.push(`${cellExcerpt(name)} (line ${row.number} of the table) is not in the key`);
    } else if (byName.has(name)) {
      problems.push(`${name} is there twice`);
    }
    byName.set(name, row);
  }
  const empty: string[] = [];
  const readings: CorrectReading[] = [];
  for (const expected of key.rows) {
    const cells = byName.get(expected.row)?.cells;
    if (cells === undefined) {
      problems.push(`${expected.row} is missing`);
      continue;
    }
    if (shownHash(cells.stem, cells.reply) !== expected.shown) {
      problems.push(`${expected.row}: question or reply is not the one given out; were the columns sorted apart?`);
    }
    if (cellCore(cells.read_as) !== cellCore(expected.readAs)) {
      problems.push(`${expected.row}: read_as was "${expected.readAs}" and is "${cellExcerpt(cells.read_as)}"`);
    }
    const labels = promptOf(expected.callId)?.labels ?? [];
    const reading = parseCorrectReading(cells.correct_reading, labels);
    if (reading === undefined) {
      empty.push(expected.row);
    } else if (reading === null) {
      const allowed = [...labels.map((option) => cellExcerpt(nameInReply(option))), ...noChoiceWords.slice(0, 2)].join(
        ", ",
      );
      problems.push(`${expected.row}: correct_reading "${cellExcerpt(cells.correct_reading)}"; allowed are ${allowed}`);
    } else {
      readings.push(reading);
    }
  }
  if (problems.length > 0) {
    throw invalid(file, problems);
  }
  if (empty.length > 0) {
    throw new DataError(
      "AUDIT_SHEET_UNFINISHED",
      `correct_reading is empty in ${empty.length} rows: ${several(empty, ", ")}`,
      {
        place: { file },
      },
    );
  }
  return readings;
}

function invalid(file: string, problems: readonly string[]): VivaError {
  return new DataError("AUDIT_SHEET_INVALID", several(problems, "; "), { place: { file } });
}
