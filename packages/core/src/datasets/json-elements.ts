import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";

/** One element of a JSON array and the line it begins on. */
export interface JsonElement {
  /** From 1. */
  readonly line: number;
  readonly value: unknown;
}

/**
 * The elements of a file that is one JSON array, parsed one at a time, each with its line.
 *
 * Throws what `readWhole` throws, and FILE_JSON_INVALID when the file is no array or an element is no JSON, naming
 * the line on which that element begins.
 */
export function* jsonElements(path: string): Generator<JsonElement> {
  const text = readWhole(path);
  let at = skipSpace(text, 0);
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
  if (text[at] === "]") {
    return;
  }
  for (;;) {
    const end = elementEnd(text, at);
    let value: unknown;
    try {
      value = JSON.parse(text.slice(at, end));
    } catch (cause) {
      throw invalid(messageOf(cause), cause);
    }
    yield { line, value };
    advance(end);
    if (text[at] === "]") {
      return;
    }
    if (text[at] !== ",") {
      throw invalid("the array is not closed");
    }
    advance(skipSpace(text, at + 1));
  }
}

/** Where the element that begins at `start` ends: at the next comma or bracket outside its own brackets and strings. */
function elementEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = stringEnd(text, at);
    } else if (character === "{" || character === "[") {
      depth += 1;
    } else if (character === "}" || character === "]") {
      if (depth === 0) {
        return at;
      }
      depth -= 1;
    } else if (character === "," && depth === 0) {
      return at;
    }
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") {
      at += 1;
    } else if (character === '"') {
      return at;
    }
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\r\n".includes(text[at] ?? "")) {
    at += 1;
  }
  return at;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}
