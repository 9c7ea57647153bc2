import { signatureLength, signatureSimilarity } from "./min-hash.ts";

/** Two signatures that are alike, by their places in the list, the earlier first. */
export interface SimilarPair {
  readonly first: number;
  readonly second: number;
  /** Estimated Jaccard similarity, 0–1. */
  readonly similarity: number;
}

/** 16 bands of 8 values: a pair of similarity 0.9 shares a band with probability 0.9999, one of 0.5 with 0.06. */
const bandSize = 8;
/** Signatures with one band in common that are compared with each other at most; keeps the search near linear. */
const windowSize = 64;

/**
 * Pairs of signatures with an estimated similarity of at least `threshold`, found by locality-sensitive hashing
 * (Indyk and Motwani 1998) in near-linear time: signatures that share a band are candidates, and a candidate's
 * similarity is estimated from the whole signature. Sorted by place. Where more than 64 signatures share a band,
 * each is compared with the 64 before it.
 */
export function similarPairs(signatures: readonly Uint32Array[], threshold: number): SimilarPair[] {
  const count = signatures.length;
  const found = new Map<number, SimilarPair>();
  for (let start = 0; start < signatureLength; start += bandSize) {
    // Band hash and place in one number, so that a plain numeric sort brings equal bands together.
    const keys = Float64Array.from(
      signatures,
      (signature, place) => bandHash(signature, start) * 2 ** 21 + place,
    ).sort();
    for (let at = 1; at < count; at++) {
      const band = Math.floor((keys[at] ?? 0) / 2 ** 21);
      for (let before = at - 1; before >= 0 && at - before <= windowSize; before--) {
        if (Math.floor((keys[before] ?? 0) / 2 ** 21) !== band) {
          break;
        }
        const first = (keys[before] ?? 0) % 2 ** 21;
        const second = (keys[at] ?? 0) % 2 ** 21;
        const left = signatures[first];
        const right = signatures[second];
        const pairKey = first * count + second;
        if (left !== undefined && right !== undefined && !found.has(pairKey)) {
          const similarity = signatureSimilarity(left, right);
          if (similarity >= threshold) {
            found.set(pairKey, { first, second, similarity });
          }
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => a.first - b.first || a.second - b.second);
}

function bandHash(signature: Uint32Array, start: number): number {
  let value = 0x811c9dc5;
  for (let place = start; place < start + bandSize; place++) {
    value = Math.imul(value ^ (signature[place] ?? 0), 0x01000193);
    value ^= value >>> 13;
  }
  return value >>> 0;
}
