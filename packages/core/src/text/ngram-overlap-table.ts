import type { CharacterTables } from "./ngram-overlap-characters.ts";
import { eachToken } from "./ngram-overlap-tokens.ts";
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
  let size = 0;
  const each = (take: (first: number, second: number) => void, ended?: (at: number) => void): void => {
    for (const [at, text] of texts.entries()) {
      eachToken(sought[text]?.text ?? "", tables, take);
      ended?.(at);
    }
  };
  each(
    () => {
      size += 1;
    },
    (at) => {
      starts[at + 1] = size;
    },
  );
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  let filled = 0;
  each((a, b) => {
    first[filled] = a;
    second[filled] = b;
    filled += 1;
  });
  return { texts, groups: texts.map((text) => sought[text]?.group ?? 0), starts, first, second };
}

/** Multipliers of the two hashes of a run; odd, so that every token counts in full. */
const firstFactor = 0x01000193;
const secondFactor = 0x9e3779b1 | 0;

/** Two hashes of the last so many tokens. */
export interface RollingHash {
  readonly first: number;
  readonly second: number;
  /** Add a token; false while there are fewer tokens than a run has. */
  push(first: number, second: number): boolean;
  /** Forget all tokens. */
  clear(): void;
}

/** Hashes of runs of `length` tokens, each from the one before: a polynomial modulo 2³² over the tokens' hashes. */
export function createRollingHash(length: number): RollingHash {
  const firstKept = new Int32Array(length);
  const secondKept = new Int32Array(length);
  let firstOut = 1;
  let secondOut = 1;
  for (let power = 0; power < length; power++) {
    firstOut = Math.imul(firstOut, firstFactor);
    secondOut = Math.imul(secondOut, secondFactor);
  }
  let held = 0;
  let at = 0;
  const hash = {
    first: 0,
    second: 0,
    push: (a: number, b: number): boolean => {
      // The token that leaves is 0 as long as the run is not full.
      const one = Math.imul(hash.first, firstFactor) + a - Math.imul(firstKept[at] ?? 0, firstOut);
      const other = Math.imul(hash.second, secondFactor) + b - Math.imul(secondKept[at] ?? 0, secondOut);
      hash.first = one | 0;
      hash.second = other | 0;
      firstKept[at] = a;
      secondKept[at] = b;
      at = at + 1 === length ? 0 : at + 1;
      held += 1;
      return held >= length;
    },
    clear: (): void => {
      firstKept.fill(0);
      secondKept.fill(0);
      hash.first = 0;
      hash.second = 0;
      held = 0;
      at = 0;
    },
  };
  return hash;
}

/** Where the runs of the texts stand, by their hash. */
export interface RunTable {
  /** A token with which a run of this hash ends; −1 where no text has one. */
  find(first: number, second: number): number;
  /** The next token with which the same run ends; −1 for the last. */
  readonly next: Int32Array;
  /** Place in `TextTokens` of the text of each token. */
  readonly textOf: Int32Array;
}

/** Index all runs of `length` tokens that lie within a text. */
export function createRunTable({ starts, first, second }: TextTokens, length: number): RunTable {
  const size = first.length;
  let capacity = 1024;
  while (capacity < size * 3) {
    capacity *= 2;
  }
  const mask = capacity - 1;
  const heads = new Int32Array(capacity).fill(-1);
  const firstKeys = new Int32Array(capacity);
  const secondKeys = new Int32Array(capacity);
  const next = new Int32Array(size).fill(-1);
  const textOf = new Int32Array(size);
  const slotOf = (a: number, b: number): number => {
    let slot = (a ^ (b >>> 15)) & mask;
    while ((heads[slot] ?? -1) >= 0 && (firstKeys[slot] !== a || secondKeys[slot] !== b)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const rolling = createRollingHash(length);
  for (let text = 0; text + 1 < starts.length; text++) {
    rolling.clear();
    for (let end = starts[text] ?? 0; end < (starts[text + 1] ?? 0); end++) {
      textOf[end] = text;
      if (rolling.push(first[end] ?? 0, second[end] ?? 0)) {
        const slot = slotOf(rolling.first, rolling.second);
        next[end] = heads[slot] ?? -1;
        heads[slot] = end;
        firstKeys[slot] = rolling.first;
        secondKeys[slot] = rolling.second;
      }
    }
  }
  return { find: (a, b) => heads[slotOf(a, b)] ?? -1, next, textOf };
}

/** Which runs stand in more groups of texts than `most`, by the token they end with: 1 for those. */
export function commonRuns(
  { starts, groups, first, second }: TextTokens,
  table: RunTable,
  length: number,
  most: number,
): Uint8Array {
  const common = new Uint8Array(first.length);
  const rolling = createRollingHash(length);
  const seen = new Set<number>();
  for (let text = 0; text + 1 < starts.length; text++) {
    rolling.clear();
    for (let end = starts[text] ?? 0; end < (starts[text + 1] ?? 0); end++) {
      if (!rolling.push(first[end] ?? 0, second[end] ?? 0)) {
        continue;
      }
      const head = table.find(rolling.first, rolling.second);
      // Each run is counted once, at the head of its chain.
      if (head === end && (table.next[head] ?? -1) >= 0) {
        seen.clear();
        for (let at = head; at >= 0 && seen.size <= most; at = table.next[at] ?? -1) {
          seen.add(groups[table.textOf[at] ?? 0] ?? 0);
        }
        for (let at = seen.size > most ? head : -1; at >= 0; at = table.next[at] ?? -1) {
          common[at] = 1;
        }
      }
    }
  }
  return common;
}
