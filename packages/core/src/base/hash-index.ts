/**
 * A compact map from 128-bit hex identities to a row number: about 40 bytes an entry, where a `Map` of
 * strings takes several hundred. Open addressing over typed arrays; entries are never removed.
 */
export interface HashIndex {
  readonly size: number;
  /** Row of an identity, or −1. `hex` must be 32 hex digits. */
  get(hex: string): number;
  /** Row of an identity, added with the next free row when it is new. */
  add(hex: string): { readonly row: number; readonly isNew: boolean };
  /** The identity of a row as 32 hex digits. */
  hexOf(row: number): string;
  /** A copy that other threads can look into, without room for more. */
  shared(): SharedHashIndex;
}

/** The tables of an index in memory that threads share. */
export interface SharedHashIndex {
  readonly slots: Int32Array;
  readonly words: Uint32Array;
}

/** An empty index; grows by doubling. */
export function createHashIndex(expected = 1024): HashIndex {
  let capacity = 16;
  while (capacity < expected * 2) {
    capacity *= 2;
  }
  let slots = new Int32Array(capacity).fill(-1);
  let words = new Uint32Array(capacity * 2);
  let size = 0;

  const find = (a: number, b: number, c: number, d: number): number => foundAt(slots, words, a, b, c, d);

  const grow = (): void => {
    capacity *= 2;
    slots = new Int32Array(capacity).fill(-1);
    const moved = new Uint32Array(capacity * 2);
    moved.set(words.subarray(0, size * 4));
    words = moved;
    const mask = capacity - 1;
    for (let row = 0; row < size; row++) {
      let slot = (words[row * 4] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = row;
    }
  };

  return {
    get size() {
      return size;
    },
    get: (hex) => {
      const found = find(hexWord(hex, 0), hexWord(hex, 8), hexWord(hex, 16), hexWord(hex, 24));
      return found < 0 ? -1 : found;
    },
    add: (hex) => {
      const a = hexWord(hex, 0);
      const b = hexWord(hex, 8);
      const c = hexWord(hex, 16);
      const d = hexWord(hex, 24);
      let found = find(a, b, c, d);
      if (found >= 0) {
        return { row: found, isNew: false };
      }
      if ((size + 1) * 2 > capacity) {
        grow();
        found = find(a, b, c, d);
      }
      const row = size++;
      slots[-1 - found] = row;
      words[row * 4] = a;
      words[row * 4 + 1] = b;
      words[row * 4 + 2] = c;
      words[row * 4 + 3] = d;
      return { row, isNew: true };
    },
    hexOf: (row) =>
      Array.from(words.subarray(row * 4, row * 4 + 4), (part) => part.toString(16).padStart(8, "0")).join(""),
    shared: () => ({
      slots: sharedCopy(Int32Array, slots),
      words: sharedCopy(Uint32Array, words.subarray(0, size * 4)),
    }),
  };
}

/** Looks into an index that another thread shares; nothing is added to it. */
export function openSharedHashIndex({ slots, words }: SharedHashIndex): Pick<HashIndex, "get"> {
  return {
    get: (hex) => {
      const found = foundAt(slots, words, hexWord(hex, 0), hexWord(hex, 8), hexWord(hex, 16), hexWord(hex, 24));
      return found < 0 ? -1 : found;
    },
  };
}

/** A typed array's values in memory that threads share. */
export function sharedCopy<Values extends Int32Array | Uint32Array | Uint8Array | Float64Array>(
  type: { readonly BYTES_PER_ELEMENT: number; new (memory: SharedArrayBuffer): Values },
  values: ArrayLike<number>,
): Values {
  const copy = new type(new SharedArrayBuffer(values.length * type.BYTES_PER_ELEMENT));
  copy.set(values);
  return copy;
}

/** The row of an identity, or −1 less the free slot for it. */
function foundAt(slots: Int32Array, words: Uint32Array, a: number, b: number, c: number, d: number): number {
  const mask = slots.length - 1;
  for (let slot = a & mask; ; slot = (slot + 1) & mask) {
    const row = slots[slot] ?? -1;
    if (row < 0) {
      return -1 - slot;
    }
    const at = row * 4;
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) {
      return row;
    }
  }
}

/** Eight lower-case hex digits from `start` as an unsigned 32-bit number. Digit by digit: no text is made. */
export function hexWord(hex: string, start: number): number {
  let word = 0;
  for (let at = start; at < start + 8; at++) {
    const code = hex.charCodeAt(at);
    word = (word << 4) | (code < 58 ? code - 48 : code - 87);
  }
  return word >>> 0;
}
