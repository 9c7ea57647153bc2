import type { CallIndex } from "./call-index.ts";
import type { JournalReader } from "./journal-reader.ts";
import { headOf } from "./scan-journal.ts";

/** An index that takes in whole stretches of lines only when somebody looks: as a rule nobody does. */
export interface LateIndex {
  /** Calls of the index and of what waits to be taken in. */
  readonly calls: number;
  /** The index with everything in it. Throws what reading the file throws. */
  index(): CallIndex;
  /** Add one call, whose line has just been written. */
  add: CallIndex["add"];
  /** So many calls have their lines in this stretch of the file. */
  addLater(offset: number, sizeBytes: number, calls: number): void;
}

const lineFeed = 10;

/** An index that has these calls already. */
export function createLateIndex(known: CallIndex, reader: JournalReader): LateIndex {
  let stretches: { readonly offset: number; readonly sizeBytes: number }[] = [];
  let waiting = 0;
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
      return known;
    },
    add: known.add,
    addLater: (offset, sizeBytes, calls) => {
      stretches.push({ offset, sizeBytes });
      waiting += calls;
    },
  };
}
