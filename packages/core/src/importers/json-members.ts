import { DataError } from "../base/errors.ts";
import { importLimits } from "./import-limits.ts";
import type { JsonMember, JsonPath, JsonVisit } from "./json-path.ts";
import { JsonScanner } from "./json-scanner.ts";

/**
 * The values of one JSON document that a visitor asks for, in document order, without ever holding the document: memory
 * is bounded by the largest value taken. The visitor sees the path of every value that stands directly in something
 * entered; the document itself has the path []. Scalars that are to be entered are passed by. A byte order mark is
 * skipped; NaN and Infinity, which Python writes, are null.
 *
 * Throws FILE_JSON_INVALID for text that is no JSON or ends too early, FILE_ENCODING for bytes that are not UTF-8 and
 * FILE_VALUE_TOO_LARGE for a value over `maxValueBytes`, each with its line.
 *
 * @example jsonMembers(file, fileChunks(file), (path) => (path.length < 2 ? "enter" : "take")) gives, of { "samples":
 * [{ "id": 1 }] }, the one member { path: ["samples", 0], value: { id: 1 }, line: 1 }.
 */
export async function* jsonMembers(
  file: string,
  chunks: AsyncIterable<Buffer>,
  visit: (path: JsonPath) => JsonVisit,
  maxValueBytes: number = importLimits.valueBytes,
): AsyncGenerator<JsonMember> {
  const scanner = new JsonScanner(file, visit, maxValueBytes);
  let isFirst = true;
  for await (const chunk of chunks) {
    yield* scanner.push(chunk, isFirst ? afterByteOrderMark(chunk, file) : 0);
    isFirst = false;
  }
  yield* scanner.end();
}

function afterByteOrderMark(chunk: Buffer, file: string): number {
  const [first, second, third] = chunk;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new DataError("FILE_ENCODING", "the file is UTF-16, not UTF-8", { place: { file, line: 1 } });
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}
