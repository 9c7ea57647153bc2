import type { TokenBuffer } from "../text/ngram-overlap-tokens.ts";

/** Runs of tokens of texts, each with the texts it stands in. */
export interface ShingleIndex {
  /** Tokens of a run. */
  readonly length: number;
  /** Enter every run of a text. */
  add(tokens: TokenBuffer, text: number): void;
  /** Call back with each text that a run of these tokens stands in, once for each place there; the run by its end. */
  find(tokens: TokenBuffer, found: (text: number, end: number) => void): void;
}

const firstFactor = 0x01000193;
const secondFactor = 0x85ebca6b;

/**
 * An empty index of runs of so many tokens. About 16 bytes a token; two different runs are taken for each other with a chance
 * of 2^-64.
 */
export function createShingleIndex(length: number): ShingleIndex {
  let capacity = 1 << 12;
  let heads = new Int32Array(capacity).fill(-1);
  let next = new Int32Array(capacity);
  let firsts = new Int32Array(capacity);
  let seconds = new Int32Array(capacity);
  let texts = new Int32Array(capacity);
  let size = 0;

  const grow = (): void => {
    capacity *= 2;
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(capacity);
      larger.set(old);
      return larger;
    };
    [next, firsts, seconds, texts] = [grown(next), grown(firsts), grown(seconds), grown(texts)];
    heads = new Int32Array(capacity).fill(-1);
    for (let at = 0; at < size; at++) {
      const slot = (firsts[at] ?? 0) & (capacity - 1);
      next[at] = heads[slot] ?? -1;
      heads[slot] = at;
    }
  };
  const runs = (
    { first, second, length: count }: TokenBuffer,
    each: (a: number, b: number, end: number) => void,
  ): void => {
    for (let end = length - 1; end < count; end++) {
      let a = 0;
      let b = 0;
      for (let at = end - length + 1; at <= end; at++) {
        a = (Math.imul(a, firstFactor) + (first[at] ?? 0)) | 0;
        b = (Math.imul(b, secondFactor) + (second[at] ?? 0)) | 0;
      }
      each(a ^ (a >>> 15), b, end);
    }
  };
  return {
    length,
    add: (tokens, text) =>
      runs(tokens, (a, b) => {
        if (size === capacity) {
          grow();
        }
        const slot = a & (capacity - 1);
        firsts[size] = a;
        seconds[size] = b;
        texts[size] = text;
        next[size] = heads[slot] ?? -1;
        heads[slot] = size;
        size += 1;
      }),
    find: (tokens, found) =>
      runs(tokens, (a, b, end) => {
        for (let at = heads[a & (capacity - 1)] ?? -1; at >= 0; at = next[at] ?? -1) {
          if (firsts[at] === a && seconds[at] === b) {
            found(texts[at] ?? 0, end);
          }
        }
      }),
  };
}
