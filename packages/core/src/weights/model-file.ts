import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { DataError, messageOf, UsageError } from "../base/errors.ts";

/** A model file that is open for positioned reads. */
export interface ModelFile extends Disposable {
  readonly path: string;
  /** When it was opened. */
  readonly sizeBytes: number;
  /** `sizeBytes` bytes from `offset`, in a buffer of their own. */
  read(offset: number, sizeBytes: number): Buffer;
  /** Fill `target` from `offset`. Views on shared memory are filled, too. */
  readInto(offset: number, target: Uint8Array): void;
}

/** The most one system call is asked for: Linux gives no more than 2 GiB less a page at once. */
const readBytes = 1 << 30;

/**
 * Open a file. It stays open until it is disposed of. Throws MODEL_NOT_FOUND when it cannot be opened or is no plain
 * file. Its reads throw MODEL_FILE_INVALID outside the file or when it was cut meanwhile.
 */
export function openModelFile(path: string): ModelFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const facts = fstatSync(descriptor);
  if (!facts.isFile()) {
    closeSync(descriptor);
    throw new UsageError("MODEL_NOT_FOUND", "is no plain file", { place: { file: path } });
  }
  const readInto = (offset: number, target: Uint8Array): void => {
    if (offset < 0 || offset + target.byteLength > facts.size) {
      throw outside(path, offset, target.byteLength, facts.size);
    }
    for (let done = 0; done < target.byteLength; ) {
      let count: number;
      try {
        count = readSync(descriptor, target, done, Math.min(readBytes, target.byteLength - done), offset + done);
      } catch (cause) {
        throw unreadable(path, cause);
      }
      if (count === 0) {
        throw outside(path, offset, target.byteLength, offset + done);
      }
      done += count;
    }
  };
  return {
    path,
    sizeBytes: facts.size,
    readInto,
    read: (offset, sizeBytes) => {
      if (offset < 0 || sizeBytes < 0 || offset + sizeBytes > facts.size) {
        throw outside(path, offset, sizeBytes, facts.size);
      }
      // A buffer of its own, not of the pool: views on it are aligned.
      const buffer = Buffer.from(new ArrayBuffer(sizeBytes));
      readInto(offset, buffer);
      return buffer;
    },
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}

function unreadable(path: string, cause: unknown): UsageError {
  return new UsageError("MODEL_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
}

function outside(file: string, offset: number, sizeBytes: number, end: number): DataError {
  return new DataError("MODEL_FILE_INVALID", `${sizeBytes} bytes at ${offset} are wanted, the file ends at ${end}`, {
    place: { file },
  });
}
