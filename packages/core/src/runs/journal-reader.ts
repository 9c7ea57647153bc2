import { readSync } from "node:fs";
import { DataError } from "../base/errors.ts";

/** Reads back what stands in a journal that is open. */
export interface JournalReader {
  /**
   * A line as text.
   *
   * @param fileBytes Bytes of the file now: neighbours are read along up to there.
   */
  line(offset: number, sizeBytes: number, fileBytes: number): string;
  /** Some bytes, as they are. */
  bytes(offset: number, sizeBytes: number): Buffer;
}

const blockBytes = 1 << 18;

/** Both throw JOURNAL_CORRUPT where the file has become shorter. */
export function createJournalReader(descriptor: number, path: string): JournalReader {
  /** Kept from read to read: fresh buffers of this size cost more than what is done in them. */
  let block = Buffer.alloc(0);
  let blockOffset = 0;
  let filled = 0;
  const readInto = (buffer: Buffer, start: number, wanted: number): void => {
    let done = 0;
    while (done < wanted) {
      const read = readSync(descriptor, buffer, done, wanted - done, start + done);
      if (read === 0) {
        throw new DataError("JOURNAL_CORRUPT", "the file became shorter while it was read", { place: { file: path } });
      }
      done += read;
    }
  };
  return {
    line: (offset, sizeBytes, fileBytes) => {
      if (offset < blockOffset || offset + sizeBytes > blockOffset + filled) {
        // Completion order is close to plan order, so the neighbours are wanted next.
        const start = Math.max(0, offset - blockBytes / 4);
        const wanted = Math.min(fileBytes - start, Math.max(blockBytes, offset - start + sizeBytes));
        if (block.length < wanted) {
          block = Buffer.allocUnsafeSlow(wanted);
        }
        filled = 0;
        readInto(block, start, wanted);
        blockOffset = start;
        filled = wanted;
      }
      const from = offset - blockOffset;
      return block.toString("utf8", from, from + sizeBytes);
    },
    bytes: (offset, sizeBytes) => {
      const bytes = Buffer.allocUnsafe(sizeBytes);
      readInto(bytes, offset, sizeBytes);
      return bytes;
    },
  };
}
