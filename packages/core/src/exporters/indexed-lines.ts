import { closeSync, openSync, readSync } from "node:fs";
import { DataError } from "../base/errors.ts";
import { createColumn } from "../base/growable.ts";
import { createHashIndex } from "../base/hash-index.ts";
import { readLines } from "../base/lines.ts";

/** Lines of a file found by their key: about 60 bytes of memory a line, whatever its length. */
export interface IndexedLines {
  /** The text of the line with a key, or null. */
  find(key: string): string | null;
  close(): void;
}

/**
 * Index the lines of a file. `keyOf` gives a line's key, 32 hex digits; of lines with the same key the first counts.
 * Throws DATASET_NOT_FOUND when the file cannot be read.
 */
export async function indexLines(path: string, keyOf: (text: string) => string): Promise<IndexedLines> {
  const keys = createHashIndex();
  const offsets = createColumn(Float64Array);
  const sizes = createColumn(Uint32Array);
  for await (const lines of readLines(path)) {
    for (const { text, offset, sizeBytes } of lines) {
      if (keys.add(keyOf(text)).isNew) {
        offsets.push(offset);
        sizes.push(sizeBytes);
      }
    }
  }
  const descriptor = openSync(path, "r");
  return {
    find: (key) => {
      const row = keys.get(key);
      if (row < 0) {
        return null;
      }
      const bytes = Buffer.allocUnsafe(sizes.at(row));
      let done = 0;
      while (done < bytes.length) {
        const read = readSync(descriptor, bytes, done, bytes.length - done, offsets.at(row) + done);
        if (read === 0) {
          throw new DataError("RUN_FILES_DISAGREE", "the file became shorter while it was read", {
            place: { file: path },
          });
        }
        done += read;
      }
      return bytes.toString("utf8");
    },
    close: () => closeSync(descriptor),
  };
}
