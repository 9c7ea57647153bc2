import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, readSync, statSync, write } from "node:fs";
import { DataError, messageOf, writeError } from "../base/errors.ts";
import { type CallIndex, createCallIndex, type JournalEntry } from "./call-index.ts";

/** The record of finished calls: an append-only file of lines, each a completion with its address. */
export interface Journal {
  readonly index: CallIndex;
  readonly sizeBytes: number;
  /**
   * Append a finished call. Resolves once the line is written to the file, so that killing this process loses
   * nothing; the disk is told to keep it (fdatasync) in groups right behind. Rejects with DISK_FULL or FILE_WRITE_FAILED.
   */
  append(place: string, callId: string, line: string): Promise<void>;
  /** The line of a finished call. */
  read(entry: JournalEntry): string;
  /** Write and sync everything, then close. */
  close(): Promise<void>;
}

const prefix = '{"callId":"';
const middle = '","place":"';
const hexDigits = 32;
const middleAt = prefix.length + hexDigits;
const placeAt = middleAt + middle.length;
const headBytes = placeAt + hexDigits;
const scanBytes = 4 << 20;
const blockBytes = 1 << 18;
const lineFeed = 10;

/** The first fields of a journal line, always in this order, so that a scan need not parse the rest. */
export function journalLine(callId: string, place: string, rest: Readonly<Record<string, unknown>>): string {
  return `${prefix}${callId}${middle}${place}",${JSON.stringify(rest).slice(1)}`;
}

/**
 * Open a journal for appending, or make one. A torn last line (the process or machine died while writing) is cut
 * off; a bad line anywhere else throws JOURNAL_CORRUPT.
 */
export function openJournal(path: string): Journal {
  const { index, goodBytes, fileBytes } = existsSync(path)
    ? scan(path)
    : { index: createCallIndex(), goodBytes: 0, fileBytes: 0 };
  const descriptor = attempt(path, () => openSync(path, existsSync(path) ? "r+" : "w+"));
  if (goodBytes < fileBytes) {
    attempt(path, () => ftruncateSync(descriptor, goodBytes));
  }
  return new OpenJournal(path, descriptor, index, goodBytes);
}

/** Open a journal for reading only; a torn last line is passed over. */
export function readJournal(path: string): Journal {
  const { index, goodBytes } = existsSync(path) ? scan(path) : { index: createCallIndex(), goodBytes: 0 };
  const descriptor = existsSync(path) ? openSync(path, "r") : -1;
  return new OpenJournal(path, descriptor, index, goodBytes);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw writeError(path, cause);
  }
}

interface Pending {
  readonly place: string;
  readonly callId: string;
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class OpenJournal implements Journal {
  readonly index: CallIndex;
  readonly #path: string;
  readonly #descriptor: number;
  #sizeBytes: number;
  #queue: Pending[] = [];
  #writing = false;
  #syncing: Promise<void> | null = null;
  #unsynced = false;
  #failure: unknown = null;
  #idle: (() => void)[] = [];
  #block = Buffer.alloc(0);
  #blockOffset = -1;

  constructor(path: string, descriptor: number, index: CallIndex, sizeBytes: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.index = index;
    this.#sizeBytes = sizeBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  append(place: string, callId: string, line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#queue.push({ place, callId, bytes: Buffer.from(`${line}\n`, "utf8"), resolve, reject });
      if (!this.#writing) {
        this.#writing = true;
        // Whatever finishes in this turn of the event loop goes out in one write.
        setImmediate(() => this.#writeQueue());
      }
    });
  }

  #writeQueue(): void {
    const batch = this.#queue;
    this.#queue = [];
    const only = batch.length === 1 ? batch[0] : undefined;
    const bytes = only === undefined ? Buffer.concat(batch.map((pending) => pending.bytes)) : only.bytes;
    this.#writeAll(bytes, 0, this.#sizeBytes, (error) => {
      if (error !== null || this.#failure !== null) {
        this.#writing = false;
        this.#fail(error ?? this.#failure, batch);
        return;
      }
      for (const pending of batch) {
        this.index.add(pending.place, pending.callId, this.#sizeBytes, pending.bytes.length - 1);
        this.#sizeBytes += pending.bytes.length;
        pending.resolve();
      }
      this.#unsynced = true;
      this.#startSync();
      if (this.#queue.length > 0) {
        this.#writeQueue();
      } else {
        this.#writing = false;
        this.#wakeIdle();
      }
    });
  }

  #writeAll(bytes: Buffer, done: number, position: number, end: (error: unknown) => void): void {
    write(this.#descriptor, bytes, done, bytes.length - done, position + done, (error, written) => {
      if (error !== null) {
        end(error);
      } else if (done + written < bytes.length) {
        this.#writeAll(bytes, done + written, position, end);
      } else {
        end(null);
      }
    });
  }

  #startSync(): void {
    if (this.#syncing !== null || !this.#unsynced) {
      return;
    }
    this.#unsynced = false;
    this.#syncing = new Promise((resolve) => {
      fdatasync(this.#descriptor, (error) => {
        this.#syncing = null;
        if (error !== null) {
          this.#fail(error, []);
        }
        this.#startSync();
        resolve();
        this.#wakeIdle();
      });
    });
  }

  /**
   * The first failure is kept and ends all appending. A half-written batch is cut off again, so that the file ends
   * with a whole line; while another write is under way, that one does it when it ends.
   */
  #fail(error: unknown, batch: readonly Pending[]): void {
    const coded = this.#failure ?? writeError(this.#path, error);
    this.#failure = coded;
    if (!this.#writing) {
      try {
        ftruncateSync(this.#descriptor, this.#sizeBytes);
      } catch {
        // The torn line is cut off when the journal is opened next.
      }
    }
    for (const pending of [...batch, ...this.#queue]) {
      pending.reject(coded);
    }
    this.#queue = [];
    this.#wakeIdle();
  }

  #wakeIdle(): void {
    if (!this.#writing && this.#syncing === null) {
      for (const wake of this.#idle.splice(0)) {
        wake();
      }
    }
  }

  read({ offset, sizeBytes }: JournalEntry): string {
    if (
      this.#blockOffset < 0 ||
      offset < this.#blockOffset ||
      offset + sizeBytes > this.#blockOffset + this.#block.length
    ) {
      // Completion order is close to plan order, so the neighbours are wanted next.
      const start = Math.max(0, offset - blockBytes / 4);
      const wanted = Math.min(this.#sizeBytes - start, Math.max(blockBytes, offset - start + sizeBytes));
      const block = Buffer.allocUnsafe(wanted);
      let done = 0;
      while (done < wanted) {
        const read = readSync(this.#descriptor, block, done, wanted - done, start + done);
        if (read === 0) {
          throw new DataError("JOURNAL_CORRUPT", "the file became shorter while it was read", {
            place: { file: this.#path },
          });
        }
        done += read;
      }
      this.#block = block;
      this.#blockOffset = start;
    }
    const from = offset - this.#blockOffset;
    return this.#block.toString("utf8", from, from + sizeBytes);
  }

  async close(): Promise<void> {
    if (this.#writing || this.#syncing !== null) {
      await new Promise<void>((resolve) => {
        this.#idle.push(resolve);
      });
    }
    if (this.#descriptor >= 0) {
      closeSync(this.#descriptor);
    }
    if (this.#failure !== null) {
      throw this.#failure;
    }
  }
}

interface Scanned {
  readonly index: CallIndex;
  /** Bytes up to the end of the last whole line. */
  readonly goodBytes: number;
  readonly fileBytes: number;
}

/** Read the heads of all lines; chunks of four megabytes, nothing parsed. */
function scan(path: string): Scanned {
  const index = createCallIndex();
  const fileBytes = statSync(path).size;
  const descriptor = openSync(path, "r");
  try {
    let chunk: Buffer = Buffer.allocUnsafe(scanBytes);
    let held = 0;
    let offset = 0;
    let lineNumber = 0;
    for (;;) {
      const read = readSync(descriptor, chunk, held, chunk.length - held, offset + held);
      held += read;
      let start = 0;
      for (;;) {
        const end = chunk.subarray(0, held).indexOf(lineFeed, start);
        if (end < 0) {
          break;
        }
        lineNumber += 1;
        if (!addLine(index, chunk, start, end, offset)) {
          if (isTornTail(descriptor, offset + start, fileBytes)) {
            return { index, goodBytes: offset + start, fileBytes };
          }
          throw new DataError("JOURNAL_CORRUPT", "not a line of a journal", {
            place: { file: path, line: lineNumber },
          });
        }
        start = end + 1;
      }
      if (read === 0) {
        return { index, goodBytes: offset + start, fileBytes };
      }
      chunk.copy(chunk, 0, start, held);
      offset += start;
      held -= start;
      if (held === chunk.length) {
        const larger = Buffer.allocUnsafe(chunk.length * 2);
        chunk.copy(larger, 0, 0, held);
        chunk = larger;
      }
    }
  } catch (cause) {
    if (cause instanceof DataError) {
      throw cause;
    }
    throw new DataError("JOURNAL_CORRUPT", messageOf(cause), { place: { file: path }, cause });
  } finally {
    closeSync(descriptor);
  }
}

function addLine(index: CallIndex, chunk: Buffer, start: number, end: number, offset: number): boolean {
  if (end - start <= headBytes || chunk[end - 1] !== 125) {
    return false;
  }
  const head = chunk.toString("latin1", start, start + headBytes);
  const callId = head.slice(prefix.length, middleAt);
  const place = head.slice(placeAt);
  if (!head.startsWith(prefix) || head.slice(middleAt, placeAt) !== middle || !/^[0-9a-f]{64}$/.test(callId + place)) {
    return false;
  }
  index.add(place, callId, offset + start, end - start);
  return true;
}

/** After a power cut the end of a file may hold zero bytes where a line was being written. */
function isTornTail(descriptor: number, from: number, fileBytes: number): boolean {
  const tail = Buffer.alloc(Math.min(fileBytes - from, scanBytes));
  readSync(descriptor, tail, 0, tail.length, from);
  return tail.includes(0);
}
