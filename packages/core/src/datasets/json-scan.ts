import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";

/** Where a value stands in a JSON text. */
export interface JsonSpan {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character; spaces before a comma or bracket may be included. */
  readonly end: number;
  /** Line it begins on, from 1. */
  readonly line: number;
}

/** A member of a JSON object. */
export interface JsonMember extends JsonSpan {
  readonly name: string;
}

/** A whole file that is one JSON value, checked. Throws what `readWhole` throws, or FILE_JSON_INVALID. */
export function readJsonText(path: string): { readonly text: string; readonly whole: unknown } {
  const text = readWhole(path);
  try {
    return { text, whole: JSON.parse(text) };
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
}

/** The members of the object that begins at `start` of a valid JSON text; none when there is no object. */
export function* jsonMembers(text: string, start: number, line: number): Generator<JsonMember> {
  if (text[start] !== "{") {
    return;
  }
  let at = start;
  let atLine = line;
  const advance = (to: number): void => {
    atLine += breaksIn(text, at, to);
    at = to;
  };
  advance(skipSpace(text, start + 1));
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at) + 1;
    const name = String(JSON.parse(text.slice(at, nameEnd)));
    advance(skipSpace(text, skipSpace(text, nameEnd) + 1));
    const end = elementEnd(text, at);
    yield { name, start: at, end, line: atLine };
    advance(skipSpace(text, end + 1));
  }
}

/** The elements of the array that begins at `start` of a valid JSON text; none when there is no array. */
export function* jsonItems(text: string, start: number, line: number): Generator<JsonSpan> {
  if (text[start] !== "[") {
    return;
  }
  let at = start;
  let atLine = line;
  const advance = (to: number): void => {
    atLine += breaksIn(text, at, to);
    at = to;
  };
  advance(skipSpace(text, start + 1));
  while (at < text.length && text[at] !== "]") {
    const end = elementEnd(text, at);
    yield { start: at, end, line: atLine };
    advance(end);
    if (text[at] === ",") {
      advance(skipSpace(text, at + 1));
    }
  }
}

/** Where the element that begins at `start` ends: at the next comma or bracket outside its own brackets and strings. */
export function elementEnd(text: string, start: number): number {
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

/** Offset of the quote that closes the string that opens at `start`. */
export function stringEnd(text: string, start: number): number {
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

/** Offset of the first character from `start` that is no JSON white space. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\r\n".includes(text[at] ?? "")) {
    at += 1;
  }
  return at;
}

/** Number of line breaks from one offset up to another. */
export function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}
