import { basename, extname } from "node:path";
import { z } from "zod";
import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { parseSheetTable, sheetBytes } from "../sheets/read-sheet-table.ts";
import { cellExcerpt, rowName, several, sheetOfRow } from "../sheets/sheet-row.ts";
import { shownHash } from "../sheets/shown-hash.ts";
import { unguardedCell } from "../sheets/unguarded-cell.ts";

/** One row of a rater's file, before it is held against its sheet. */
export interface WrittenRating {
  /** Row of the table, the heading being 1; of a JSON file the place in its list, from 1. */
  readonly number: number;
  readonly row: string;
  /** Criterion → what the rater wrote. */
  readonly cells: ReadonlyMap<string, string>;
  /** Everything that was suggested is taken over where nothing else is written. */
  readonly confirmed: boolean;
  readonly comment: string;
  /** Hash of question and reply as they stand in the row; null where the file has no texts. */
  readonly shown: string | null;
}

/** A rater's file. */
export interface RaterFile {
  readonly file: string;
  readonly rater: string;
  /** The sheet its rows belong to. */
  readonly sheet: string;
  /** Columns for criteria, in small letters. */
  readonly columns: ReadonlySet<string>;
  readonly ratings: readonly WrittenRating[];
}

/** Most characters of a rater's name or a comment; a page or a table with more cannot be read. */
const mostNameCharacters = 80;
const mostCommentCharacters = 10_000;

const jsonSchema = z.looseObject({
  format: z.literal("viva-ratings"),
  formatVersion: z.literal(1),
  rater: z.string(),
  ratings: z.array(
    z.looseObject({
      row: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      comment: z.string().default(""),
    }),
  ),
});

/**
 * Read a rater's file: the CSV or JSON that the form gives, or the sheet as a spreadsheet saved it. The rater is who the
 * file names (its `rater`), else the file's own name.
 *
 * Throws DATASET_NOT_FOUND, FILE_ENCODING, FILE_TOO_LARGE, FILE_CSV_INVALID, FILE_JSON_INVALID, and
 * REVIEW_SHEET_INVALID for a file without rows of a sheet, with rows of several sheets, or of several raters.
 */
export function readRatings(path: string): RaterFile {
  const text = readWhole(path, sheetBytes);
  const found = /^\s*\{/.test(text) ? fromJson(text, path) : fromTable(text, path);
  const sheets = new Set(found.ratings.map(({ row }) => sheetOfRow(row) ?? ""));
  const [sheet = ""] = sheets;
  if (sheets.size !== 1 || sheet === "") {
    const wrong = found.ratings.find(({ row }) => sheetOfRow(row) === null);
    throw invalid(
      path,
      wrong === undefined
        ? sheets.size === 0
          ? "no rows"
          : `rows of ${sheets.size} sheets: ${several([...sheets], ", ")}`
        : `row ${wrong.number}: "${cellExcerpt(wrong.row)}" is no row of a sheet`,
    );
  }
  const rater = found.rater === "" ? basename(path, extname(path)) : found.rater;
  if (rater.length > mostNameCharacters) {
    throw invalid(path, `the rater's name has ${rater.length} characters, the limit is ${mostNameCharacters}`);
  }
  return { ...found, file: path, sheet, rater };
}

type Found = Pick<RaterFile, "rater" | "columns" | "ratings">;

function fromTable(text: string, path: string): Found {
  const { columns, rows } = parseSheetTable(text, path);
  if (!columns.includes("row")) {
    throw invalid(path, `the heading lacks row; it has ${several(columns.map(cellExcerpt), ", ")}`);
  }
  const doubled = columns.find((name, place) => name !== "" && columns.indexOf(name) !== place);
  if (doubled !== undefined) {
    throw invalid(path, `two columns are called "${cellExcerpt(doubled)}"`);
  }
  const hasTexts = columns.includes("question");
  const raters = new Set(rows.map(({ cells }) => plain(cells.get("rater"))).filter((name) => name !== ""));
  if (raters.size > 1) {
    throw invalid(path, `ratings of ${raters.size} raters: ${several([...raters].map(cellExcerpt), ", ")}`);
  }
  return {
    rater: [...raters][0] ?? "",
    columns: new Set(columns),
    ratings: rows.map(({ number, cells }) => ({
      number,
      row: rowName(cells.get("row") ?? ""),
      cells,
      confirmed: /^(?:ok|x|1|✓|✔|yes|sí|si|是)$/iu.test(plain(cells.get("confirm"))),
      comment: commentOf(unguardedCell(cells.get("comment") ?? ""), path, number),
      shown: hasTexts ? shownHash(cells.get("question") ?? "", cells.get("reply") ?? "") : null,
    })),
  };
}

function fromJson(text: string, path: string): Found {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
  const parsed = jsonSchema.safeParse(value);
  if (!parsed.success) {
    throw invalid(path, `not what the form gives: ${several(z.prettifyError(parsed.error).split("\n"), "; ")}`);
  }
  const { rater, ratings } = parsed.data;
  return {
    rater: plain(rater),
    columns: new Set(ratings.flatMap(({ values }) => Object.keys(values).map((name) => name.toLowerCase()))),
    ratings: ratings.map(({ row, values, comment }, place) => ({
      number: place + 1,
      row: rowName(row),
      cells: new Map(Object.entries(values).map(([name, given]) => [name.toLowerCase(), String(given)])),
      confirmed: false,
      comment: commentOf(comment, path, place + 1),
      shown: null,
    })),
  };
}

/** On one line, without the apostrophe that guards a cell and without what moves a cursor. */
function plain(cell: string | undefined): string {
  return unguardedCell(cell ?? "")
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim();
}

function commentOf(text: string, path: string, number: number): string {
  if (text.length > mostCommentCharacters) {
    throw invalid(path, `row ${number}: a comment of ${text.length} characters, the limit is ${mostCommentCharacters}`);
  }
  // Line breaks as one sign, whatever a spreadsheet made of them; other control characters say nothing.
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]+/gu, " ")
    .trim();
}

function invalid(path: string, message: string): DataError {
  return new DataError("REVIEW_SHEET_INVALID", message, { place: { file: path } });
}
