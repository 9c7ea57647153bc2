import { isUtf8 } from "node:buffer";
import { DataError, messageOf } from "../base/errors.ts";
import type { JsonMember, JsonPath, JsonVisit } from "./json-path.ts";
import { createJsonSpan, type JsonSpan, keepBytes, spanEnd } from "./json-span.ts";
import { parsePythonJson } from "./python-json.ts";

interface Frame {
  readonly isArray: boolean;
  /** Field name last read, or place in the list. */
  at: string | number;
}

/** What may come next. */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const quote = 0x22;
const lineFeed = 0x0a;
const comma = 0x2c;
const colon = 0x3a;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09;
const opens = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const closes = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
/** Digits, a minus sign, and the letters of true, false, null, and of NaN and Infinity, which Python writes. */
const beginsScalar = (byte: number): boolean =>
  byte === 0x2d || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x4e || byte === 0x49;

/** Reads one JSON document piece by piece; see `jsonMembers`. */
export class JsonScanner {
  readonly #file: string;
  readonly #visit: (path: JsonPath) => JsonVisit;
  readonly #maxValueBytes: number;
  readonly #frames: Frame[] = [];
  #expected: Expected = "value";
  #span: JsonSpan | null = null;
  #line = 1;

  constructor(file: string, visit: (path: JsonPath) => JsonVisit, maxValueBytes: number) {
    this.#file = file;
    this.#visit = visit;
    this.#maxValueBytes = maxValueBytes;
  }

  /** The values that end in this piece of the document, begun at `start`. */
  *push(chunk: Buffer, start = 0): Generator<JsonMember> {
    for (let at = start; at < chunk.length; ) {
      if (this.#span === null) {
        at = this.#structure(chunk[at] ?? 0, at);
        continue;
      }
      const span = this.#span;
      const end = spanEnd(span, chunk, at);
      for (let found = chunk.indexOf(lineFeed, at); found >= 0 && found < end.at; ) {
        this.#line += 1;
        found = chunk.indexOf(lineFeed, found + 1);
      }
      this.#keep(span, chunk.subarray(at, end.at));
      at = end.at;
      const member = end.closed ? this.#close(span) : null;
      if (member !== null) {
        yield member;
      }
    }
  }

  /** The document is over: a number may have been its last byte. */
  *end(): Generator<JsonMember> {
    if (this.#span?.shape === "scalar" && this.#frames.length === 0) {
      const member = this.#close(this.#span);
      if (member !== null) {
        yield member;
      }
    }
    if (this.#span !== null || this.#expected !== "nothing") {
      throw this.#invalid("the file ends in the middle of the document");
    }
  }

  /** Take one byte that stands between values; gives where to go on. */
  #structure(byte: number, at: number): number {
    if (isSpace(byte)) {
      this.#line += byte === lineFeed ? 1 : 0;
      return at + 1;
    }
    const frame = this.#frames.at(-1);
    const shown = JSON.stringify(String.fromCharCode(byte));
    switch (this.#expected) {
      case "nothing":
        throw this.#invalid(`there is ${shown} after the end of the document`);
      case "colon":
        if (byte !== colon) {
          throw this.#invalid(`a colon was expected, not ${shown}`);
        }
        this.#expected = "value";
        return at + 1;
      case "comma-or-end":
        if (closes(byte)) {
          return this.#leave(byte, at);
        }
        if (byte !== comma || frame === undefined) {
          throw this.#invalid(`a comma was expected, not ${shown}`);
        }
        if (typeof frame.at === "number") {
          frame.at += 1;
        }
        this.#expected = frame.isArray ? "value" : "key";
        return at + 1;
      case "key":
      case "key-or-end":
        if (this.#expected === "key-or-end" && closes(byte)) {
          return this.#leave(byte, at);
        }
        if (byte !== quote) {
          throw this.#invalid(`a field name was expected, not ${shown}`);
        }
        this.#span = createJsonSpan("key", "string", this.#line);
        return at;
      case "value":
      case "value-or-end":
        if (this.#expected === "value-or-end" && closes(byte)) {
          return this.#leave(byte, at);
        }
        if (!(opens(byte) || byte === quote || beginsScalar(byte))) {
          throw this.#invalid(`a value was expected, not ${shown}`);
        }
        return this.#begin(byte, at);
    }
  }

  /** Begin the value at this byte: enter it, or pass over it as a span. */
  #begin(byte: number, at: number): number {
    const wanted = this.#visit(this.#path());
    if (wanted === "enter" && opens(byte)) {
      const isArray = byte === 0x5b;
      this.#frames.push({ isArray, at: isArray ? 0 : "" });
      this.#expected = isArray ? "value-or-end" : "key-or-end";
      return at + 1;
    }
    const shape = opens(byte) ? "container" : byte === quote ? "string" : "scalar";
    this.#span = createJsonSpan(wanted === "take" ? "take" : "skip", shape, this.#line);
    return at;
  }

  /** Leave the list or object that was entered. */
  #leave(byte: number, at: number): number {
    const frame = this.#frames.pop();
    if (frame === undefined || frame.isArray !== (byte === 0x5d)) {
      throw this.#invalid(`${JSON.stringify(String.fromCharCode(byte))} closes nothing that is open`);
    }
    this.#afterValue();
    return at + 1;
  }

  #keep(span: JsonSpan, bytes: Buffer): void {
    keepBytes(span, bytes);
    if (span.sizeBytes > this.#maxValueBytes) {
      const what = span.purpose === "key" ? "a field name" : `the value at ${this.#path().join(".") || "the top"}`;
      throw new DataError("FILE_VALUE_TOO_LARGE", `${what} has more than ${this.#maxValueBytes} bytes`, {
        place: { file: this.#file, line: span.line },
      });
    }
  }

  /** End a field name or value; gives the value that was taken. */
  #close(span: JsonSpan): JsonMember | null {
    this.#span = null;
    if (span.purpose === "key") {
      const frame = this.#frames.at(-1);
      if (frame !== undefined) {
        frame.at = String(this.#decode(span));
      }
      this.#expected = "colon";
      return null;
    }
    const member = span.purpose === "take" ? { path: this.#path(), value: this.#decode(span), line: span.line } : null;
    this.#afterValue();
    return member;
  }

  #decode(span: JsonSpan): unknown {
    const bytes = Buffer.concat(span.pieces);
    const place = { file: this.#file, line: span.line };
    if (!isUtf8(bytes)) {
      throw new DataError("FILE_ENCODING", "not valid UTF-8", { place });
    }
    try {
      return parsePythonJson(bytes.toString("utf8"));
    } catch (cause) {
      throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place, cause });
    }
  }

  #afterValue(): void {
    this.#expected = this.#frames.length === 0 ? "nothing" : "comma-or-end";
  }

  #path(): (string | number)[] {
    return this.#frames.map(({ at }) => at);
  }

  #invalid(message: string): DataError {
    return new DataError("FILE_JSON_INVALID", message, { place: { file: this.#file, line: this.#line } });
  }
}
