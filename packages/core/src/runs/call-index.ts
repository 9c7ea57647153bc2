import { createColumn } from "../base/growable.ts";
import { createHashIndex, hexWord } from "../base/hash-index.ts";

/** Where a finished call stands in the journal. */
export interface JournalEntry {
  /** Row of the index, in journal order. */
  readonly row: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Finished calls by place: about 60 bytes a call. */
export interface CallIndex {
  readonly size: number;
  /** The finished call at a place, or null. */
  find(place: string): JournalEntry | null;
  /** Whether the call at a row has this identity (compared by its first 64 bits). */
  hasIdentity(row: number, callId: string): boolean;
  /** Add a finished call. A place that is known already keeps its first call; returns whether it was new. */
  add(place: string, callId: string, offset: number, sizeBytes: number): boolean;
}

/** An empty index with room for so many calls; it grows when there are more. */
export function createCallIndex(expected?: number): CallIndex {
  const places = createHashIndex(expected);
  const identityHigh = createColumn(Uint32Array, expected);
  const identityLow = createColumn(Uint32Array, expected);
  const offsets = createColumn(Float64Array, expected);
  const sizes = createColumn(Uint32Array, expected);
  return {
    get size() {
      return places.size;
    },
    find: (place) => {
      const row = places.get(place);
      return row < 0 ? null : { row, offset: offsets.at(row), sizeBytes: sizes.at(row) };
    },
    hasIdentity: (row, callId) =>
      identityHigh.at(row) === hexWord(callId, 0) && identityLow.at(row) === hexWord(callId, 8),
    add: (place, callId, offset, sizeBytes) => {
      if (!places.add(place).isNew) {
        return false;
      }
      identityHigh.push(hexWord(callId, 0));
      identityLow.push(hexWord(callId, 8));
      offsets.push(offset);
      sizes.push(sizeBytes);
      return true;
    },
  };
}
