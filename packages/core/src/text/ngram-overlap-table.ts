import type { CharacterTables } from "./ngram-overlap-characters.ts";
import { createTokenBuffer, cutTokens } from "./ngram-overlap-tokens.ts";
import type { NgramUnit, SoughtText } from "./ngram-overlap-types.ts";

/** The tokens of all texts of one unit, one after the other. */
export interface TextTokens {
  /** The texts' places in the list they were given in. */
  readonly texts: Int32Array;
  readonly groups: Int32Array;
  /** Where the tokens of each text start; one entry more than there are texts. */
  readonly starts: Int32Array;
  /** Two hashes of every token. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Cut the texts of one unit into tokens. */
export function tokensOf(sought: readonly SoughtText[], unit: NgramUnit, tables: CharacterTables): TextTokens {
  const texts = Int32Array.from(sought.keys()).filter((text) => sought[text]?.unit === unit);
  const starts = new Int32Array(texts.length + 1);
  const buffer = createTokenBuffer();
  let first = new Int32Array(1024);
  let second = new Int32Array(1024);
  let size = 0;
  for (const [at, text] of texts.entries()) {
    cutTokens(sought[text]?.text ?? "", tables, buffer);
    if (size + buffer.length > first.length) {
      first = enlarged(first, size + buffer.length);
      second = enlarged(second, size + buffer.length);
    }
    first.set(buffer.first.subarray(0, buffer.length), size);
    second.set(buffer.second.subarray(0, buffer.length), size);
    size += buffer.length;
    starts[at + 1] = size;
  }
  return {
    texts,
    groups: texts.map((text) => sought[text]?.group ?? 0),
    starts,
    first: first.slice(0, size),
    second: second.slice(0, size),
  };
}

function enlarged(values: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, Math.ceil(values.length * 1.5)));
  larger.set(values);
  return larger;
}

/** Multipliers of the two hashes of a run; odd, so that every token counts in full. */
export const firstFactor = 0x01000193;
/** The second one's. */
export const secondFactor = 0x9e3779b1 | 0;

/** What the token before a run counts in its hash: the factor to the power of the length, modulo 2³². */
export function leavingFactor(factor: number, length: number): number {
  let power = 1;
  for (let count = 0; count < length; count++) {
    power = Math.imul(power, factor);
  }
  return power;
}

/**
 * Hashes of the runs of `length` tokens by the token they end with: a polynomial modulo 2³² over the tokens' hashes, each
 * from the one before. 0 for tokens with which no whole run of their text ends.
 */
export function runHashes(tokens: Int32Array, starts: Int32Array, length: number, factor: number): Int32Array {
  const hashes = new Int32Array(tokens.length);
  const leaving = leavingFactor(factor, length);
  for (let text = 0; text + 1 < starts.length; text++) {
    const start = starts[text] ?? 0;
    let hash = 0;
    for (let end = start; end < (starts[text + 1] ?? 0); end++) {
      hash = (Math.imul(hash, factor) + (tokens[end] ?? 0)) | 0;
      if (end - length >= start) {
        hash = (hash - Math.imul(tokens[end - length] ?? 0, leaving)) | 0;
      }
      if (end - length >= start - 1) {
        hashes[end] = hash;
      }
    }
  }
  return hashes;
}

/** Where the runs of the texts stand, by their hash: open addressing over typed arrays, read without a call. */
export interface RunTable {
  /**
   * A bit for each of 16 times as many places as there are runs, set where a run has the place: it fits into the
   * processor's cache, and nearly every run of a corpus is told by it to be of no text.
   */
  readonly filter: Uint8Array;
  /** Bits of the filter less one. */
  readonly filterMask: number;
  /** Slots less one. A run's slot is found from `slotOf`, by steps of one. */
  readonly mask: number;
  /** By slot, a token with which a run ends; −1 for an empty slot. */
  readonly heads: Int32Array;
  readonly firstKeys: Int32Array;
  readonly secondKeys: Int32Array;
  /** By token, the next one with which the same run ends; −1 for the last. */
  readonly next: Int32Array;
  /** By token, the place of its text in `TextTokens`. */
  readonly textOf: Int32Array;
}

/** Index all runs of `length` tokens that lie within a text. */
export function createRunTable({ starts, first, second }: TextTokens, length: number): RunTable {
  const size = first.length;
  let capacity = 1024;
  while (capacity < size * 2) {
    capacity *= 2;
  }
  const mask = capacity - 1;
  const filter = new Uint8Array(capacity);
  const filterMask = capacity * 8 - 1;
  const heads = new Int32Array(capacity).fill(-1);
  const firstKeys = new Int32Array(capacity);
  const secondKeys = new Int32Array(capacity);
  const next = new Int32Array(size).fill(-1);
  const textOf = new Int32Array(size);
  const firstRuns = runHashes(first, starts, length, firstFactor);
  const secondRuns = runHashes(second, starts, length, secondFactor);
  for (let text = 0; text + 1 < starts.length; text++) {
    const start = starts[text] ?? 0;
    for (let end = start; end < (starts[text + 1] ?? 0); end++) {
      textOf[end] = text;
      if (end - length >= start - 1) {
        const one = firstRuns[end] ?? 0;
        const other = secondRuns[end] ?? 0;
        let slot = slotOf(other, mask);
        while ((heads[slot] ?? -1) >= 0 && (firstKeys[slot] !== one || secondKeys[slot] !== other)) {
          slot = (slot + 1) & mask;
        }
        const bit = one & filterMask;
        filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
        next[end] = heads[slot] ?? -1;
        heads[slot] = end;
        firstKeys[slot] = one;
        secondKeys[slot] = other;
      }
    }
  }
  return { filter, filterMask, mask, heads, firstKeys, secondKeys, next, textOf };
}

/** The slot at which to begin to look for a run. */
export function slotOf(second: number, mask: number): number {
  return second & mask;
}

/** Which runs stand in more groups of texts than `most`, by the token they end with: 1 for those. */
export function commonRuns({ groups }: TextTokens, { heads, next, textOf }: RunTable, most: number): Uint8Array {
  const common = new Uint8Array(next.length);
  const seen = new Set<number>();
  for (const head of heads) {
    if (head >= 0 && (next[head] ?? -1) >= 0) {
      seen.clear();
      for (let at = head; at >= 0 && seen.size <= most; at = next[at] ?? -1) {
        seen.add(groups[textOf[at] ?? 0] ?? 0);
      }
      for (let at = seen.size > most ? head : -1; at >= 0; at = next[at] ?? -1) {
        common[at] = 1;
      }
    }
  }
  return common;
}
