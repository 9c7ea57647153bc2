import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { DataError, messageOf, systemCode, writeError } from "./errors.ts";
import { limits } from "./limits.ts";
import { noteGarbage } from "./note-garbage.ts";

/** One line of a text file, without its line break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Byte offset of its first character. */
  readonly offset: number;
  /** Length in bytes without the line break. */
  readonly sizeBytes: number;
}

const chunkBytes = 1 << 16;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * The lines of a UTF-8 file in batches, read in chunks: memory is bounded by the longest line. A byte order
 * mark is skipped, CRLF is taken as a line break, blank lines are left out (but counted), and a last line
 * without a line break is given too.
 *
 * Throws DATASET_NOT_FOUND when the file cannot be read, FILE_ENCODING for bytes that are not UTF-8 and
 * FILE_LINE_TOO_LONG for a line over the limit, each naming the line.
 */
export async function* readLines(path: string, maxLineBytes: number = limits.lineBytes): AsyncGenerator<Line[]> {
  const descriptor = openToRead(path);
  try {
    // One buffer for the whole file: fresh ones of this size cost more than what is done with them.
    let buffer: Buffer = Buffer.allocUnsafe(chunkBytes);
    /** Bytes at the buffer's start that belong to a line whose end is not read yet, and their place in the file. */
    let held = 0;
    let heldOffset = 0;
    let number = 0;
    for (;;) {
      if (held === buffer.length) {
        buffer = Buffer.concat([buffer], buffer.length * 2);
      }
      const bytesRead = readAt(descriptor, buffer, held, heldOffset + held, path);
      // Signals and timers are heard while a large file is read, and what each turn leaves behind is collected cheaply:
      // within one long turn it outlives several collections.
      await turnOfEventLoop();
      noteGarbage(bytesRead);
      const filled = held + bytesRead;
      const atEnd = bytesRead === 0;
      const lastBreak = atEnd ? -1 : buffer.subarray(held, filled).lastIndexOf(lineFeed);
      if (!atEnd && lastBreak < 0) {
        held = filled;
        if (held > maxLineBytes) {
          throw tooLong(path, number + 1, maxLineBytes);
        }
        continue;
      }
      const region = buffer.subarray(0, atEnd ? held : held + lastBreak);
      if (region.length > 0 || !atEnd) {
        const batch = splitRegion(region, heldOffset, number, path, maxLineBytes);
        number = batch.lastNumber;
        if (batch.lines.length > 0) {
          yield batch.lines;
        }
      }
      if (atEnd) {
        return;
      }
      heldOffset += region.length + 1;
      buffer.copyWithin(0, region.length + 1, filled);
      held = filled - region.length - 1;
    }
  } finally {
    closeSync(descriptor);
  }
}

function openToRead(path: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

/**
 * Read at once and not through the thread pool: for a chunk that is quicker, and waiting for each chunk keeps every
 * batch of lines alive through several garbage collections, so that memory grows with the file.
 */
function readAt(descriptor: number, buffer: Buffer, start: number, position: number, path: string): number {
  try {
    return readSync(descriptor, buffer, start, buffer.length - start, position);
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

function notReadable(path: string, cause: unknown): DataError {
  return new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function splitRegion(
  region: Buffer,
  regionOffset: number,
  before: number,
  path: string,
  maxLineBytes: number,
): { lines: Line[]; lastNumber: number } {
  const lines: Line[] = [];
  let number = before;
  const valid = isUtf8(region);
  let start = regionOffset === 0 && region[0] === 0xef && region[1] === 0xbb && region[2] === 0xbf ? 3 : 0;
  for (;;) {
    const found = region.indexOf(lineFeed, start);
    const stop = found < 0 ? region.length : found;
    number += 1;
    let end = stop;
    if (end > start && region[end - 1] === carriageReturn) {
      end -= 1;
    }
    if (end - start > maxLineBytes) {
      throw tooLong(path, number, maxLineBytes);
    }
    if (!valid && !isUtf8(region.subarray(start, end))) {
      throw new DataError("FILE_ENCODING", "not valid UTF-8", { place: { file: path, line: number } });
    }
    if (end > start) {
      const text = region.toString("utf8", start, end);
      if (text.trim() !== "") {
        lines.push({ number, text, offset: regionOffset + start, sizeBytes: end - start });
      }
    }
    if (found < 0) {
      return { lines, lastNumber: number };
    }
    start = stop + 1;
  }
}

function tooLong(path: string, line: number, maxLineBytes: number): DataError {
  return new DataError("FILE_LINE_TOO_LONG", `the line is longer than ${maxLineBytes} bytes`, {
    place: { file: path, line },
  });
}

/** A line's text as JSON. Throws FILE_JSON_INVALID naming file and line. */
export function parseJsonLine(line: Line, file: string): unknown {
  try {
    return JSON.parse(line.text);
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file, line: line.number }, cause });
  }
}

/** A file being written under a temporary name; it gets its own name when complete. */
export interface LineWriter {
  /** Add a line; the line break is added here. */
  write(line: string): void;
  /** Number of bytes written so far. */
  readonly sizeBytes: number;
  /** Flush, close and give the file its name. Nothing is visible under that name before. */
  finish(): void;
  /** Close and remove the temporary file. Harmless after `finish`. */
  discard(): void;
}

const writeBufferCharacters = 1 << 16;
/** UTF-8 bytes that one UTF-16 unit takes at most. */
const mostBytesPerCharacter = 3;

/** Start writing a text file line by line; throws DISK_FULL or FILE_WRITE_FAILED. */
export function createLineWriter(path: string): LineWriter {
  const temporary = `${path}.partial`;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw writeError(path, cause);
    }
  };
  const descriptor = attempt(() => openSync(temporary, "w"));
  const buffer = Buffer.allocUnsafeSlow(2 * writeBufferCharacters * mostBytesPerCharacter);
  let pending = "";
  let sizeBytes = 0;
  let open = true;
  const flush = (): void => {
    const bytes =
      pending.length * mostBytesPerCharacter > buffer.length
        ? Buffer.from(pending, "utf8")
        : buffer.subarray(0, buffer.write(pending));
    pending = "";
    attempt(() => {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(descriptor, bytes, done);
      }
    });
    sizeBytes += bytes.length;
  };
  return {
    write: (line) => {
      pending += line;
      pending += "\n";
      if (pending.length > writeBufferCharacters) {
        flush();
      }
    },
    get sizeBytes() {
      return sizeBytes + Buffer.byteLength(pending);
    },
    finish: () => {
      flush();
      attempt(() => {
        closeSync(descriptor);
        open = false;
        renameSync(temporary, path);
      });
    },
    discard: () => {
      if (open) {
        open = false;
        closeSync(descriptor);
        rmSync(temporary, { force: true });
      }
    },
  };
}

/** Make one file of several, in order; one file is only renamed. The parts are gone afterwards. */
export function joinFiles(parts: readonly string[], path: string): void {
  const [first, ...rest] = parts;
  if (first === undefined) {
    return;
  }
  try {
    for (const part of rest) {
      appendWhole(part, first);
      rmSync(part);
    }
    renameSync(first, path);
  } catch (cause) {
    throw writeError(path, cause);
  }
}

function appendWhole(from: string, to: string): void {
  const source = openSync(from, "r");
  const target = openSync(to, "a");
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      for (let done = 0; done < read; ) {
        done += writeSync(target, buffer, done, read - done);
      }
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** Write a whole text file under a temporary name, then give it its name. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeWhole(path: string, text: string): void {
  const writer = createLineWriter(path);
  try {
    writer.write(text.endsWith("\n") ? text.slice(0, -1) : text);
    writer.finish();
  } finally {
    writer.discard();
  }
}

/**
 * A whole UTF-8 file as text, without its byte order mark. Throws DATASET_NOT_FOUND, FILE_TOO_LARGE over
 * `maxBytes`, or FILE_ENCODING.
 */
export function readWhole(path: string, maxBytes: number = limits.wholeFileBytes): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) {
      throw new DataError("FILE_TOO_LARGE", `${size} bytes, the limit is ${maxBytes}`, { place: { file: path } });
    }
    const bytes = Buffer.alloc(size);
    let done = 0;
    while (done < size) {
      const read = readSync(descriptor, bytes, done, size - done, done);
      if (read === 0) {
        break;
      }
      done += read;
    }
    const content = bytes.subarray(0, done);
    if (!isUtf8(content)) {
      throw new DataError("FILE_ENCODING", "not valid UTF-8", { place: { file: path, line: firstBadLine(content) } });
    }
    const text = content.toString("utf8");
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (cause) {
    if (systemCode(cause) === "EISDIR") {
      throw new DataError("DATASET_NOT_FOUND", "is a folder", { place: { file: path }, cause });
    }
    throw cause;
  } finally {
    closeSync(descriptor);
  }
}

function firstBadLine(content: Buffer): number {
  let line = 1;
  for (let start = 0; start <= content.length; line++) {
    const found = content.indexOf(lineFeed, start);
    const stop = found < 0 ? content.length : found;
    if (!isUtf8(content.subarray(start, stop))) {
      return line;
    }
    start = stop + 1;
  }
  return line;
}
