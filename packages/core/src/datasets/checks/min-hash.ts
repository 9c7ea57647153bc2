import { randomStream } from "../../base/random.ts";

/** Values in a signature: the standard error of a similarity of 0.9 is √(0.9·0.1/128) = 0.027. */
export const signatureLength = 128;

const stream = randomStream("min-hash");
const multipliers = Int32Array.from({ length: signatureLength }, () => (stream.integer(0x7fffffff) << 1) | 1);
const increments = Int32Array.from({ length: signatureLength }, () => stream.integer(0x7fffffff));

/**
 * The MinHash signature of a text's set of character n-grams (Broder 1997): for each of 128 hash functions the
 * smallest value over the set. The share of equal places of two signatures estimates the Jaccard similarity of the
 * sets.
 *
 * @param text Already normalised.
 * @param size Characters per n-gram (UTF-16 units).
 * @returns Null for a text with fewer than `leastShingles` n-grams, of which no similarity can be told.
 */
export function minHashSignature(text: string, size: number, leastShingles = 12): Uint32Array | null {
  const count = text.length - size + 1;
  if (count < leastShingles) {
    return null;
  }
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  for (let start = 0; start < count; start++) {
    const shingle = shingleHash(text, start, size);
    for (let place = 0; place < signatureLength; place++) {
      const product = Math.imul(shingle, multipliers[place] ?? 1) + (increments[place] ?? 0);
      // High bits of a product are mixed well, low bits are not.
      const value = Math.imul(product ^ (product >>> 15), 0x2c1b3c6d) >>> 0;
      if (value < (signature[place] ?? 0)) {
        signature[place] = value;
      }
    }
  }
  return signature;
}

/** Estimated Jaccard similarity, 0–1, of the sets behind two signatures. */
export function signatureSimilarity(left: Uint32Array, right: Uint32Array): number {
  let equal = 0;
  for (let place = 0; place < signatureLength; place++) {
    equal += left[place] === right[place] ? 1 : 0;
  }
  return equal / signatureLength;
}

/** FNV-1a over UTF-16 units, finished with a mixing step. */
function shingleHash(text: string, start: number, size: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < start + size; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value ^= value >>> 16;
  return Math.imul(value, 0x7feb352d);
}
