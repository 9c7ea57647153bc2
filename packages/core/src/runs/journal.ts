import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, writeSync } from "node:fs";
import { writeError } from "../base/errors.ts";
import { type CallIndex, createCallIndex, type JournalEntry } from "./call-index.ts";
import { type EncodedLines, encodeLines } from "./encoded-lines.ts";
import { createJournalReader, type JournalReader } from "./journal-reader.ts";
import { createLateIndex, type LateIndex } from "./late-index.ts";
import { scanJournal, type WantedPlaces } from "./scan-journal.ts";

/** The record of finished calls: an append-only file of lines, each a completion with its address. */
export interface Journal {
  /** Calls whose lines are in the file. */
  readonly calls: number;
  /** Looking at it takes in what was written since. */
  readonly index: CallIndex;
  readonly sizeBytes: number;
  /**
   * Append a finished call. Resolves once the line is written to the file, so that killing this process loses
   * nothing; the disk is told to keep it (fdatasync) in groups right behind. Rejects with DISK_FULL or FILE_WRITE_FAILED.
   *
   * @param line In pieces that follow each other, or whole; without its line break.
   * @param soon Do not wait for more lines after this turn of the event loop.
   */
  append(place: string, callId: string, line: string | readonly string[], soon?: boolean): Promise<void>;
  /**
   * Append lines that another thread made, in one write; the disk is told to keep them as with `append`. They are read back
   * and indexed when somebody looks at the index: as a rule nobody does. Throws DISK_FULL or FILE_WRITE_FAILED.
   */
  appendLines(lines: EncodedLines): void;
  /** Write what waits now: nothing else is on its way that it could wait for. */
  flush(): void;
  /** The line of a finished call. */
  read(entry: JournalEntry): string;
  /** Write and sync everything, then close. */
  close(): Promise<void>;
}

/** The journal as far as asking models and marking their replies looks at it. */
export type CallJournal = Pick<Journal, "calls" | "index" | "append" | "flush" | "read">;

/**
 * Open a journal for appending, or make one. A torn end is cut off: a line without its line break (the process died
 * while writing), or lines holding zero bytes (the machine died before the disk had them). A bad line anywhere else,
 * or one with zero bytes before a good one, throws JOURNAL_CORRUPT: cutting there would lose finished calls.
 *
 * @param expectedCalls Calls the index makes room for at once; it grows when there are more.
 */
export function openJournal(path: string, expectedCalls?: number): Journal {
  const { index, goodBytes, fileBytes } = existsSync(path)
    ? scanJournal(path, { expectedCalls })
    : { index: createCallIndex(expectedCalls), goodBytes: 0, fileBytes: 0 };
  const descriptor = attempt(path, () => openSync(path, existsSync(path) ? "r+" : "w+"));
  if (goodBytes < fileBytes) {
    attempt(path, () => ftruncateSync(descriptor, goodBytes));
  }
  return new OpenJournal(path, descriptor, index, goodBytes);
}

/** Open a journal for reading only, all of it or the calls at some places; a torn last line is passed over. */
export function readJournal(path: string, wanted?: WantedPlaces): Journal {
  const { index, goodBytes } = existsSync(path)
    ? scanJournal(path, wanted === undefined ? {} : { wanted })
    : { index: createCallIndex(), goodBytes: 0 };
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
  readonly pieces: readonly string[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Pause after a sync: on a quick disk, syncing without one costs as much processor time as asking. */
const syncPauseMs = 20;
/**
 * Lines wait for each other this long after a write: with a server that answers at once, a write for every few lines
 * costs as much as asking. Where replies come seldom nothing waits.
 */
const writePauseMs = 1;
/** Lines that are written without any wait: those whose lines wait hold their places, and the server has nothing to do. */
const mostLinesWaiting = 16;

class OpenJournal implements Journal {
  readonly #index: LateIndex;
  readonly #path: string;
  readonly #descriptor: number;
  #sizeBytes: number;
  #queue: Pending[] = [];
  /** Lines are written at the end of this turn of the event loop. */
  #turn: NodeJS.Immediate | null = null;
  /** The pause after a write; lines that are in no hurry wait for its end. */
  #writePause: NodeJS.Timeout | null = null;
  #syncing: Promise<void> | null = null;
  #unsynced = false;
  #pause: NodeJS.Timeout | null = null;
  #closing = false;
  #failure: unknown = null;
  #idle: (() => void)[] = [];
  /** Kept from write to write: fresh buffers of its size cost more than what is done in them. */
  #encoded: Buffer<ArrayBuffer> = Buffer.alloc(0);
  readonly #reader: JournalReader;

  constructor(path: string, descriptor: number, index: CallIndex, sizeBytes: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#sizeBytes = sizeBytes;
    this.#reader = createJournalReader(descriptor, path);
    this.#index = createLateIndex(index, this.#reader);
  }

  get index(): CallIndex {
    return this.#index.index();
  }

  get calls(): number {
    return this.#index.calls;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  append(place: string, callId: string, line: string | readonly string[], soon = false): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#queue.push({ place, callId, pieces: typeof line === "string" ? [line] : line, resolve, reject });
      if (this.#queue.length >= mostLinesWaiting) {
        this.#writeQueue();
      } else if (soon || this.#writePause === null) {
        // Whatever finishes in this turn of the event loop goes out in one write.
        this.#turn ??= setImmediate(() => {
          this.#turn = null;
          this.#writeQueue();
        });
      }
    });
  }

  flush(): void {
    this.#writeQueue();
  }

  /**
   * Written at once and not through the thread pool: the system only takes the bytes over, which is quicker than
   * asking another thread to do it. What waits for the disk is the sync behind it.
   */
  #writeQueue(): void {
    const batch = this.#queue;
    this.#queue = [];
    if (batch.length === 0) {
      return;
    }
    let sizes: Uint32Array;
    try {
      sizes = this.#writeLines(batch);
    } catch (error) {
      this.#fail(error, batch);
      return;
    }
    batch.forEach(({ place, callId, resolve }, index) => {
      const sizeBytes = sizes[index] ?? 0;
      this.#index.add(place, callId, this.#sizeBytes, sizeBytes);
      this.#sizeBytes += sizeBytes + 1;
      resolve();
    });
    this.#unsynced = true;
    this.#startSync();
    if (!this.#closing) {
      this.#writePause ??= setTimeout(() => {
        this.#writePause = null;
        this.#writeQueue();
      }, writePauseMs);
    }
  }

  appendLines({ bytes, sizes }: EncodedLines): void {
    this.#writeQueue();
    if (this.#failure !== null) {
      throw this.#failure;
    }
    try {
      this.#writeBytes(bytes);
    } catch (error) {
      this.#fail(error, []);
      throw this.#failure;
    }
    this.#index.addLater(this.#sizeBytes, bytes.length, sizes.length);
    this.#sizeBytes += bytes.length;
    this.#unsynced = true;
    this.#startSync();
  }

  /** Write lines in one piece behind what is there; gives the bytes of each without its line break. */
  #writeLines(batch: readonly Pending[]): Uint32Array {
    const { bytes, sizes } = encodeLines(
      batch.map(({ pieces }) => pieces),
      this.#encoded,
    );
    this.#encoded = Buffer.from(bytes.buffer);
    this.#writeBytes(bytes);
    return sizes;
  }

  #writeBytes(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#sizeBytes + done);
    }
  }

  /** Syncs come one after the other with a short pause between; once the journal is being closed, without. */
  #startSync(): void {
    if (this.#syncing !== null || this.#pause !== null || !this.#unsynced) {
      return;
    }
    this.#unsynced = false;
    this.#syncing = new Promise((resolve) => {
      fdatasync(this.#descriptor, (error) => {
        this.#syncing = null;
        if (error !== null) {
          this.#fail(error, []);
        }
        this.#pauseSyncs();
        resolve();
        this.#wakeIdle();
      });
    });
  }

  #pauseSyncs(): void {
    if (this.#closing || this.#failure !== null) {
      this.#startSync();
      return;
    }
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#startSync();
    }, syncPauseMs);
    // The pause alone keeps no process alive: closing the journal syncs what is left.
    this.#pause.unref();
  }

  /**
   * The first failure is kept and ends all appending. A half-written batch is cut off again, so that the file ends
   * with a whole line.
   */
  #fail(error: unknown, batch: readonly Pending[]): void {
    const coded = this.#failure ?? writeError(this.#path, error);
    this.#failure = coded;
    try {
      ftruncateSync(this.#descriptor, this.#sizeBytes);
    } catch {
      // The torn line is cut off when the journal is opened next.
    }
    for (const pending of [...batch, ...this.#queue]) {
      pending.reject(coded);
    }
    this.#queue = [];
    this.#wakeIdle();
  }

  #wakeIdle(): void {
    if (this.#syncing === null) {
      for (const wake of this.#idle.splice(0)) {
        wake();
      }
    }
  }

  read({ offset, sizeBytes }: JournalEntry): string {
    return this.#reader.line(offset, sizeBytes, this.#sizeBytes);
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#pause !== null) {
      clearTimeout(this.#pause);
      this.#pause = null;
    }
    if (this.#failure === null) {
      this.#writeQueue();
      this.#startSync();
    }
    if (this.#syncing !== null) {
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
