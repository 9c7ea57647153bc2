import { open } from "node:fs/promises";
import { DataError, messageOf } from "../base/errors.ts";
import { type Line, parseJsonLine, readLines } from "../base/lines.ts";
import { parquetRows } from "../base/parquet-rows.ts";
import { jsonElements } from "./json-elements.ts";
import { isSourceRecord } from "./record-field.ts";
import type { SourceRow } from "./source-row.ts";

/** How the rows of a file are kept. */
export type SourceFormat = "parquet" | "json-array" | "json-lines";

/** Enough for a byte order mark, some white space and the first character. */
const sniffedBytes = 64;

/**
 * What a file is, told from its first bytes and not from its name: MedMCQA's `.json` files are JSON Lines. An empty
 * file counts as JSON Lines without rows. Throws DATASET_NOT_FOUND.
 */
export async function sourceFormat(file: string): Promise<SourceFormat> {
  const unreadable = (cause: unknown): DataError =>
    new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    const buffer = Buffer.alloc(sniffedBytes);
    const { bytesRead } = await handle.read(buffer, 0, sniffedBytes, 0).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    const head = buffer.toString("utf8", 0, bytesRead);
    if (head.startsWith("PAR1")) {
      return "parquet";
    }
    return /^\uFEFF?\s*\[/u.test(head) ? "json-array" : "json-lines";
  } finally {
    await handle.close();
  }
}

/**
 * The rows of a file that is a Parquet file, a JSON array or JSON Lines. Bare `NaN` and `Infinity`, which Python
 * writes for a missing value and JSON does not know, are read as null in JSON Lines.
 *
 * Throws what the reader of its format throws: DATASET_NOT_FOUND, FILE_JSON_INVALID, FILE_PARQUET_INVALID, ….
 */
export async function* sourceRecords(file: string): AsyncGenerator<SourceRow> {
  switch (await sourceFormat(file)) {
    case "parquet":
      yield* parquetRows(file);
      return;
    case "json-array":
      for (const { line, value } of jsonElements(file)) {
        yield { place: { file, line }, value };
      }
      return;
    case "json-lines":
      for await (const lines of readLines(file)) {
        for (const line of lines) {
          yield { place: { file, line: line.number }, value: parseLine(line, file) };
        }
      }
  }
}

const stringOrNotANumber = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gu;

function parseLine(line: Line, file: string): unknown {
  try {
    return parseJsonLine(line, file);
  } catch (error) {
    const text = line.text.replace(stringOrNotANumber, (part) => (part.startsWith('"') ? part : "null"));
    if (text === line.text) {
      throw error;
    }
    return parseJsonLine({ ...line, text }, file);
  }
}

/**
 * Whether the first line of a file is a JSON object with a field: tells rows, one a line, from a file that is one
 * object. Throws what `readLines` throws.
 */
export async function hasRowLines(file: string, field: string): Promise<boolean> {
  for await (const [line] of readLines(file)) {
    try {
      const value: unknown = JSON.parse(line?.text ?? "");
      return isSourceRecord(value) && Object.hasOwn(value, field);
    } catch {
      // An object over several lines: its first line is no JSON.
      return false;
    }
  }
  return false;
}
