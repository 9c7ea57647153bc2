import { DataError, messageOf, type Place } from "../base/errors.ts";
import { type Line, readLines } from "../base/lines.ts";
import { parsePythonJson } from "./python-json.ts";
import { isRecord, type SourceRecord } from "./source-record.ts";

/** One object of a JSON Lines file. */
export interface JsonLine {
  readonly place: Place;
  readonly value: SourceRecord;
}

/**
 * The objects of a JSON Lines file, in file order. Throws what `readLines` throws, FILE_JSON_INVALID for a line that is
 * no JSON and IMPORT_LAYOUT for one that is no object, each with its line.
 */
export async function* jsonLines(file: string): AsyncGenerator<JsonLine> {
  for await (const lines of jsonLineBatches(file)) {
    yield* lines;
  }
}

/**
 * The same as one lazy list for each chunk of the file: whoever has millions of lines waits for a chunk and not for
 * every line.
 */
export async function* jsonLineBatches(file: string): AsyncGenerator<Iterable<JsonLine>> {
  for await (const lines of readLines(file)) {
    yield parsed(lines, file);
  }
}

function* parsed(lines: readonly Line[], file: string): Generator<JsonLine> {
  for (const line of lines) {
    const place = { file, line: line.number };
    let value: unknown;
    try {
      value = parsePythonJson(line.text);
    } catch (cause) {
      throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place, cause });
    }
    if (!isRecord(value)) {
      throw new DataError("IMPORT_LAYOUT", "the line is no JSON object", { place });
    }
    yield { place, value };
  }
}
