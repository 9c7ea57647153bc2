import type { CallIndex } from "./call-index.ts";
import type { JournalReader } from "./journal-reader.ts";
import { headOf } from "./scan-journal.ts";

/**
 * An index that takes in what is written only when somebody looks: a run that began with nothing finished never does. Once
 * somebody has looked and it held calls, further ones are taken in as they come.
 */
export interface LateIndex {
  /** Calls of the index and of what waits to be taken in. */
  readonly calls: number;
  /** The index with everything in it. Throws what reading the file throws. */
  index(): CallIndex;
  /** Add one call, whose line has just been written. */
  add(place: string, callId: string, offset: number, sizeBytes: number): void;
  /** So many calls have their lines, each with its line break, in this stretch of the file. */
  addLater(offset: number, sizeBytes: number, calls: number): void;
}

/** Lines of the file that are not taken in yet. */
interface Stretch {
  readonly offset: number;
  sizeBytes: number;
}

const lineFeed = 10;
/** Stretches that follow each other are read back together up to this size, in bytes. */
const longestStretch = 1 << 20;

/** An index that has these calls already. */
export function createLateIndex(known: CallIndex, reader: JournalReader): LateIndex {
  let stretches: Stretch[] = [];
  let waiting = 0;
  let inUse = false;
  const addLater = (offset: number, sizeBytes: number, calls: number): void => {
    const last = stretches.at(-1);
    if (last !== undefined && last.offset + last.sizeBytes === offset && last.sizeBytes < longestStretch) {
      last.sizeBytes += sizeBytes;
    } else {
      stretches.push({ offset, sizeBytes });
    }
    waiting += calls;
  };
  return {
    get calls() {
      return known.size + waiting;
    },
    index: () => {
      const behind = stretches;
      stretches = [];
      waiting = 0;
      for (const { offset, sizeBytes } of behind) {
        const bytes = reader.bytes(offset, sizeBytes);
        for (let start = 0; start < sizeBytes; ) {
          const end = bytes.indexOf(lineFeed, start);
          const { callId, place } = headOf(bytes, start);
          known.add(place, callId, offset + start, end - start);
          start = end + 1;
        }
      }
      inUse = known.size > 0;
      return known;
    },
    add: (place, callId, offset, sizeBytes) => {
      if (inUse) {
        known.add(place, callId, offset, sizeBytes);
      } else {
        addLater(offset, sizeBytes + 1, 1);
      }
    },
    addLater,
  };
}
