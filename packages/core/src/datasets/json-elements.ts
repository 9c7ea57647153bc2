import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { breaksIn, elementEnd, skipSpace, stringEnd } from "./json-scan.ts";
import { isSourceRecord } from "./record-field.ts";

/** One element of a JSON array and the line it begins on. */
export interface JsonElement {
  /** From 1. */
  readonly line: number;
  readonly value: unknown;
}

/**
 * The elements of a file that is one JSON array, or of an array inside it, parsed one at a time, each with its line.
 *
 * @param records Where the array is in the file's object, with dots for each step inwards ("exam.questions").
 *
 * Throws what `readWhole` throws; FILE_JSON_INVALID when the file or an element is no JSON, or the file is no array,
 * naming the line on which the element begins; DATASET_COLUMN_MISSING when there is no array at `records`.
 */
export function* jsonElements(path: string, records?: string): Generator<JsonElement> {
  const text = readWhole(path);
  let at = records === undefined ? skipSpace(text, 0) : arrayInside(path, text, records);
  let line = 1 + breaksIn(text, 0, at);
  const invalid = (message: string, cause?: unknown): DataError =>
    new DataError("FILE_JSON_INVALID", message, { place: { file: path, line }, cause });
  if (text[at] !== "[") {
    throw invalid(`a JSON array was expected, it begins with ${JSON.stringify(text.slice(at, at + 20))}`);
  }
  const advance = (to: number): void => {
    line += breaksIn(text, at, to);
    at = to;
  };
  advance(skipSpace(text, at + 1));
  while (text[at] !== "]") {
    const end = elementEnd(text, at);
    let value: unknown;
    try {
      value = JSON.parse(text.slice(at, end));
    } catch (cause) {
      throw invalid(messageOf(cause), cause);
    }
    yield { line, value };
    advance(end);
    if (text[at] === ",") {
      advance(skipSpace(text, at + 1));
      if (text[at] === "]") {
        throw invalid("a comma before the end of the array");
      }
    } else if (text[at] !== "]") {
      throw invalid("the array is not closed");
    }
  }
  if (records === undefined && skipSpace(text, at + 1) < text.length) {
    throw invalid("there is text after the array");
  }
}

/** Where the array at `records` begins. The whole file is parsed first, so that what surrounds the array is checked too. */
function arrayInside(path: string, text: string, records: string): number {
  const place = { file: path };
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place, cause });
  }
  const start = memberStart(text, skipSpace(text, 0), records);
  if (start === undefined || text[start] !== "[") {
    const there = isSourceRecord(whole)
      ? Object.keys(whole).join(", ")
      : `a JSON ${Array.isArray(whole) ? "array" : typeof whole}`;
    throw new DataError("DATASET_COLUMN_MISSING", `${records} is no list; the file has ${there}`, { place });
  }
  return start;
}

/** Where the value at a dotted path begins in valid JSON, or undefined; a member whose own name has dots counts. */
function memberStart(text: string, start: number, path: string): number | undefined {
  if (text[start] !== "{") {
    return undefined;
  }
  let found: number | undefined;
  for (let at = skipSpace(text, start + 1); text[at] === '"'; ) {
    const nameEnd = stringEnd(text, at) + 1;
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const value = skipSpace(text, skipSpace(text, nameEnd) + 1);
    if (name === path) {
      return value;
    }
    if (path.startsWith(`${name}.`)) {
      found ??= memberStart(text, value, path.slice(String(name).length + 1));
    }
    at = skipSpace(text, elementEnd(text, value) + 1);
  }
  return found;
}
