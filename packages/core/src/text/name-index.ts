import { type FoldedText, foldInto, unitKind, unitKinds } from "./fold-text.ts";

/** Longest name that is kept, in folded units: longer ones are sentences. */
export const longestName = 127;

/** Shortest name that is kept unless told otherwise: single characters stand for too much. */
export const shortestName = 2;

/** A place where a name stands. */
export interface NameHit {
  /** In folded units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Values of the names that stand here, in the order they were added; several where a name is ambiguous. */
  readonly values: readonly number[];
}

/** Names, each with a number, to be found in a text. */
export interface NameIndex {
  /** How many names it holds; the same name with the same value counts once. */
  readonly size: number;
  /** Names left out because they are too short or too long. */
  readonly leftOut: number;
  /**
   * Leftmost-longest names of a folded text, none overlapping another; with `nested`, also every shorter one inside. A name
   * that begins or ends with a letter or digit stands as whole words. Time is linear in the text: at each place as many
   * look-ups as names of different lengths begin with its two characters.
   *
   * @param text As written: names with capitals of their own (AMI, HbA1c) are compared with it.
   */
  find(text: string, folded: FoldedText, nested?: boolean): NameHit[];
}

/** A name to be indexed. */
export interface IndexedName {
  readonly text: string;
  /** A number below 2^31. */
  readonly value: number;
}

const base = 0x01000193;
const none = -1;

/** Characters of an abbreviation at most. */
const mostAbbreviated = 10;

/** Whether a name is an abbreviation, whose capitals must stand in the text: one word of at most ten characters, two of them capitals. */
export function isAbbreviation(name: string): boolean {
  return (
    name.length <= mostAbbreviated &&
    /[A-Z]/.test(name) &&
    /^[\p{L}\p{N}+/‐-]+$/u.test(name) &&
    (name.match(/\p{Lu}/gu)?.length ?? 0) >= 2
  );
}

/** Powers of the hash's base, up to the longest name. */
const powers = new Int32Array(longestName + 1);
powers[0] = 1;
for (let at = 1; at <= longestName; at += 1) {
  powers[at] = Math.imul(powers[at - 1] ?? 1, base);
}

function mixed(hash: number, length: number): number {
  const seeded = Math.imul(hash ^ Math.imul(length, 0x9e3779b1), 0x85ebca6b);
  return (seeded ^ (seeded >>> 15)) >>> 0;
}

function bucketOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 16;
}

/**
 * An index over names: a hash table over their folded form in typed arrays, some 30 bytes a name beside its characters.
 * Loading a million names takes some two seconds.
 * Loading and finding stand in one file because they share its tables.
 *
 * @param shortest Names with fewer folded characters are left out.
 */
export function createNameIndex(names: Iterable<IndexedName>, shortest: number = shortestName): NameIndex {
  let characters = new Uint16Array(1 << 16);
  let capitals = new Uint8Array(1 << 16);
  let starts = new Uint32Array(1 << 12);
  let lengths = new Uint8Array(1 << 12);
  let values = new Int32Array(1 << 12);
  let next = new Int32Array(1 << 12);
  let table = new Int32Array(1 << 13).fill(none);
  /** By the first two characters, the lengths of names as a set of bits. */
  const lengthsAt = new Uint32Array(65536 * 4);
  /** Characters that are a name by themselves. */
  const alone = new Uint8Array(65536);
  let size = 0;
  let used = 0;
  let leftOut = 0;

  const sameName = (left: number, right: number): boolean => {
    const length = lengths[left] ?? 0;
    const from = starts[left] ?? 0;
    const other = starts[right] ?? 0;
    if (lengths[right] !== length) {
      return false;
    }
    for (let at = 0; at < length; at += 1) {
      if (characters[from + at] !== characters[other + at]) {
        return false;
      }
    }
    return true;
  };
  const hashOf = (name: number): number => {
    const from = starts[name] ?? 0;
    const length = lengths[name] ?? 0;
    let hash = 0;
    for (let at = 0; at < length; at += 1) {
      hash = (Math.imul(hash, base) + (characters[from + at] ?? 0)) | 0;
    }
    return mixed(hash, length);
  };
  /** Puts a name into the table; false where it stands there with the same value and the same capitals. */
  const settle = (name: number): boolean => {
    const mask = table.length - 1;
    let slot = hashOf(name) & mask;
    for (;;) {
      const head = table[slot] ?? none;
      if (head === none) {
        table[slot] = name;
        next[name] = none;
        return true;
      }
      if (sameName(head, name)) {
        let last = head;
        for (let one = head; one !== none; one = next[one] ?? none) {
          if (values[one] === values[name]) {
            // Without capitals of its own the name stands in more places.
            if (!isCased(name)) {
              capitals.fill(0, starts[one] ?? 0, (starts[one] ?? 0) + (lengths[one] ?? 0));
            }
            return false;
          }
          last = one;
        }
        next[last] = name;
        next[name] = none;
        return true;
      }
      slot = (slot + 1) & mask;
    }
  };
  const isCased = (name: number): boolean => {
    const from = starts[name] ?? 0;
    return capitals.subarray(from, from + (lengths[name] ?? 0)).includes(1);
  };

  let units = new Uint16Array(256);
  let places = new Uint32Array(257);
  for (const { text, value } of names) {
    if (text.length > units.length) {
      units = new Uint16Array(text.length * 2);
      places = new Uint32Array(text.length * 2 + 1);
    }
    let length = foldInto(text, units, places);
    while (length > 0 && units[length - 1] === 32) {
      length -= 1;
    }
    if (length < Math.max(1, shortest) || length > longestName) {
      leftOut += 1;
      continue;
    }
    if (used + length > characters.length) {
      characters = grown(characters, Uint16Array, used + length);
      capitals = grown(capitals, Uint8Array, used + length);
    }
    if (size === starts.length) {
      starts = grown(starts, Uint32Array, size + 1);
      lengths = grown(lengths, Uint8Array, size + 1);
      values = grown(values, Int32Array, size + 1);
      next = grown(next, Int32Array, size + 1);
    }
    if (size * 2 >= table.length) {
      const heads = table.filter((head) => head !== none);
      table = new Int32Array(table.length * 2).fill(none);
      const mask = table.length - 1;
      for (const head of heads) {
        let slot = hashOf(head) & mask;
        while (table[slot] !== none) {
          slot = (slot + 1) & mask;
        }
        table[slot] = head;
      }
    }
    for (let at = 0; at < length; at += 1) {
      characters[used + at] = units[at] ?? 0;
      capitals[used + at] = 0;
    }
    if (text.length <= mostAbbreviated + 2 && isAbbreviation(text.trim())) {
      for (let at = 0; at < length; at += 1) {
        capitals[used + at] = /\p{Lu}/u.test(text[places[at] ?? 0] ?? "") ? 1 : 0;
      }
    }
    starts[size] = used;
    lengths[size] = length;
    values[size] = value;
    if (settle(size)) {
      if (length === 1) {
        alone[units[0] ?? 0] = 1;
      } else {
        const bucket = bucketOf(units[0] ?? 0, units[1] ?? 0) * 4 + (length >>> 5);
        lengthsAt[bucket] = (lengthsAt[bucket] ?? 0) | (1 << (length & 31));
      }
      used += length;
      size += 1;
    }
  }

  /** Whether the capitals of a name stand in the text. */
  const capitalsStand = (name: number, text: string, folded: FoldedText, start: number): boolean => {
    const from = starts[name] ?? 0;
    const length = lengths[name] ?? 0;
    for (let at = 0; at < length; at += 1) {
      if (capitals[from + at] === 1) {
        const written = text.charCodeAt(folded.places[start + at] ?? 0);
        // A capital is what folding to lower case changes; full-width capitals are capitals too.
        const plain = written >= 0xff21 && written <= 0xff3a ? written - 0xfee0 : written;
        if (!((plain >= 65 && plain <= 90) || (plain >= 0xc0 && /\p{Lu}/u.test(String.fromCharCode(plain))))) {
          return false;
        }
      }
    }
    return true;
  };

  const valuesAt = (
    text: string,
    folded: FoldedText,
    hashes: Int32Array,
    start: number,
    length: number,
  ): number[] | null => {
    const hash = ((hashes[start + length] ?? 0) - Math.imul(hashes[start] ?? 0, powers[length] ?? 0)) | 0;
    const mask = table.length - 1;
    let slot = mixed(hash, length) & mask;
    for (;;) {
      const head = table[slot] ?? none;
      if (head === none) {
        return null;
      }
      if (lengths[head] === length && standsAt(head, folded, start)) {
        const found: number[] = [];
        for (let one = head; one !== none; one = next[one] ?? none) {
          if (capitalsStand(one, text, folded, start)) {
            found.push(values[one] ?? 0);
          }
        }
        return found.length === 0 ? null : found;
      }
      slot = (slot + 1) & mask;
    }
  };
  const standsAt = (name: number, folded: FoldedText, start: number): boolean => {
    const from = starts[name] ?? 0;
    const length = lengths[name] ?? 0;
    for (let at = 0; at < length; at += 1) {
      if (characters[from + at] !== folded.units[start + at]) {
        return false;
      }
    }
    return true;
  };

  return {
    size,
    leftOut,
    find: (text, folded, nested = false) => {
      const { units, length } = folded;
      const hashes = new Int32Array(length + 1);
      for (let at = 0; at < length; at += 1) {
        hashes[at + 1] = (Math.imul(hashes[at] ?? 0, base) + (units[at] ?? 0)) | 0;
      }
      const hits: NameHit[] = [];
      const border = (at: number): boolean =>
        at === 0 ||
        at === length ||
        unitKinds[units[at - 1] ?? 0] !== unitKind.word ||
        unitKinds[units[at] ?? 0] !== unitKind.word;
      let start = 0;
      while (start < length) {
        let after = start + 1;
        if (border(start)) {
          const bucket = bucketOf(units[start] ?? 0, start + 1 < length ? (units[start + 1] ?? 0) : 0) * 4;
          for (let word = 3; word >= 0; word -= 1) {
            let bits = lengthsAt[bucket + word] ?? 0;
            while (bits !== 0) {
              const bit = 31 - Math.clz32(bits);
              bits &= ~(1 << bit);
              const size = word * 32 + bit;
              if (start + size > length || !border(start + size)) {
                continue;
              }
              const found = valuesAt(text, folded, hashes, start, size);
              if (found !== null) {
                hits.push({ start, end: start + size, values: found });
                if (!nested) {
                  after = start + size;
                  bits = 0;
                  word = -1;
                }
              }
            }
          }
          if (after === start + 1 && alone[units[start] ?? 0] === 1 && border(start + 1)) {
            const found = valuesAt(text, folded, hashes, start, 1);
            if (found !== null) {
              hits.push({ start, end: start + 1, values: found });
            }
          }
        }
        start = after;
      }
      return hits;
    },
  };
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  old: A,
  kind: new (length: number) => A,
  least: number,
): A {
  const larger = new kind(Math.max(old.length * 2, least));
  larger.set(old);
  return larger;
}
