import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { DataError, messageOf } from "./errors.ts";
import { limits } from "./limits.ts";

/** One row of a CSV file. */
export interface CsvRow {
  /** Line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const chunkBytes = 1 << 20;
const lineFeed = 10;

/**
 * The rows of a comma-separated UTF-8 file (RFC 4180), the header row included, in file order. Cells in double
 * quotes may hold commas, line breaks and doubled quotes; a byte order mark is skipped; lines end in LF or CRLF;
 * blank lines between rows are left out but counted. Every row must have as many cells as the first.
 *
 * The file is read in chunks: memory is bounded by the longest row, which may have `limits.cellCharacters`.
 *
 * Throws DATASET_NOT_FOUND when the file cannot be read, FILE_ENCODING for bytes that are not UTF-8, and
 * FILE_CSV_INVALID for an unclosed or misplaced quote, a wrong number of cells or a row over the limit, each with
 * its line. Such a file is unusable as a whole: the last rows before the error may or may not have been given.
 *
 * @example for await (const { line, cells } of readCsv("exam.csv")) { … }
 */
export async function* readCsv(path: string, maxRowCharacters: number = limits.cellCharacters): AsyncGenerator<CsvRow> {
  // Kept while parsing: an error overtakes rows that wait to be read.
  let lastLine = 0;
  // The parser counts a carriage return inside a cell as a line of its own.
  let returns = 0;
  const parser = parse({
    bom: true,
    record_delimiter: ["\r\n", "\n"],
    skip_empty_lines: true,
    max_record_size: maxRowCharacters,
    on_record: (cells, { lines }) => {
      returns += cells.reduce((sum, cell) => sum + countOf("\r", cell), 0);
      lastLine = lines - returns;
      const breaks = cells.reduce((sum, cell) => sum + countOf("\n", cell), 0);
      // The parser hands on nothing but text: the row's line travels in front of its cells.
      return [String(lastLine - breaks), ...cells];
    },
  });
  const source = Readable.from(textChunks(path), { objectMode: true, highWaterMark: 1 });
  // The callback only keeps a failure from becoming an unhandled event: reading the parser throws it.
  pipeline(source, parser, () => {});
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<string[]>) {
      yield { line: Number(line), cells };
    }
  } catch (cause) {
    throw cause instanceof CsvError ? csvInvalid(path, lastLine, returns, maxRowCharacters, cause) : cause;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function csvInvalid(
  path: string,
  lastLine: number,
  returns: number,
  maxRowCharacters: number,
  cause: CsvError,
): DataError {
  const found = typeof cause["lines"] === "number" ? cause["lines"] - returns : lastLine + 1;
  const refuse = (line: number, message: string): DataError =>
    new DataError("FILE_CSV_INVALID", message, { place: { file: path, line }, cause });
  switch (cause.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      // The parser is at the file's end by now; the quote stands in the row after the last good one.
      return refuse(lastLine + 1, "a quote in the row that begins here is never closed");
    case "CSV_MAX_RECORD_SIZE":
      return refuse(
        lastLine + 1,
        `the row that begins here has more than ${maxRowCharacters} characters; is a quote open?`,
      );
    default:
      return refuse(found, messageOf(cause));
  }
}

/** The file as text in pieces that end with a line break, checked to be UTF-8. */
async function* textChunks(path: string): AsyncGenerator<string> {
  const unreadable = (cause: unknown): DataError =>
    new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  const file = await open(path, "r").catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    let carried: Buffer[] = [];
    let carriedBytes = 0;
    let line = 1;
    for (let position = 0; ; ) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, position).catch((cause: unknown) => {
        throw unreadable(cause);
      });
      position += bytesRead;
      const fresh = chunk.subarray(0, bytesRead);
      const lastBreak = fresh.lastIndexOf(lineFeed);
      if (bytesRead > 0 && lastBreak < 0) {
        carried.push(fresh);
        carriedBytes += bytesRead;
        if (carriedBytes > limits.lineBytes) {
          throw new DataError("FILE_LINE_TOO_LONG", `the line is longer than ${limits.lineBytes} bytes`, {
            place: { file: path, line },
          });
        }
        continue;
      }
      const region = Buffer.concat([...carried, fresh.subarray(0, lastBreak + 1)]);
      if (!isUtf8(region)) {
        throw new DataError("FILE_ENCODING", "not valid UTF-8", { place: { file: path, line: badLine(region, line) } });
      }
      const text = region.toString("utf8");
      line += countOf("\n", text);
      carried = [fresh.subarray(lastBreak + 1)];
      carriedBytes = fresh.length - lastBreak - 1;
      if (text !== "") {
        yield text;
      }
      if (bytesRead === 0) {
        return;
      }
    }
  } finally {
    await file.close();
  }
}

function badLine(region: Buffer, firstLine: number): number {
  let line = firstLine;
  for (let start = 0; start < region.length; line++) {
    const found = region.indexOf(lineFeed, start);
    const stop = found < 0 ? region.length : found;
    if (!isUtf8(region.subarray(start, stop))) {
      return line;
    }
    start = stop + 1;
  }
  return line;
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    count += 1;
  }
  return count;
}
