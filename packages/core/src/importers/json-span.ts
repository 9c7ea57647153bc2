/** A value or field name being passed over: its bytes are kept only when it is wanted. */
export interface JsonSpan {
  readonly purpose: "key" | "take" | "skip";
  readonly shape: "string" | "scalar" | "container";
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly pieces: Buffer[];
  /** Bytes kept. */
  sizeBytes: number;
  /** Brackets that are open. */
  depth: number;
  inString: boolean;
  /** The byte before was a backslash inside a string. */
  escaped: boolean;
}

/** A span of which nothing has been read yet. */
export function createJsonSpan(purpose: JsonSpan["purpose"], shape: JsonSpan["shape"], line: number): JsonSpan {
  return { purpose, shape, line, pieces: [], sizeBytes: 0, depth: 0, inString: false, escaped: false };
}

/** Keep bytes of a span that is wanted. They are copied: a source may use its piece again. */
export function keepBytes(span: JsonSpan, bytes: Buffer): void {
  if (span.purpose !== "skip" && bytes.length > 0) {
    span.sizeBytes += bytes.length;
    span.pieces.push(Buffer.from(bytes));
  }
}

const quote = 0x22;
const backslash = 0x5c;
/** Comma, brackets, space, line feed, carriage return, tab. */
const endsScalar: ReadonlySet<number> = new Set([0x2c, 0x7d, 0x5d, 0x20, 0x0a, 0x0d, 0x09]);

/** Where the part of a span that lies in this piece ends, and whether the span ends there. */
export function spanEnd(
  span: JsonSpan,
  chunk: Buffer,
  start: number,
): { readonly at: number; readonly closed: boolean } {
  if (span.shape === "scalar") {
    for (let at = start; at < chunk.length; at++) {
      if (endsScalar.has(chunk[at] ?? 0)) {
        return { at, closed: true };
      }
    }
    return { at: chunk.length, closed: false };
  }
  for (let at = start; at < chunk.length; at++) {
    const byte = chunk[at];
    if (span.escaped) {
      span.escaped = false;
    } else if (span.inString) {
      if (byte === backslash) {
        span.escaped = true;
      } else if (byte === quote) {
        span.inString = false;
        if (span.depth === 0) {
          return { at: at + 1, closed: true };
        }
      }
    } else if (byte === quote) {
      span.inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      span.depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      span.depth -= 1;
      if (span.depth === 0) {
        return { at: at + 1, closed: true };
      }
    }
  }
  return { at: chunk.length, closed: false };
}
