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

/** Places must fit beside a 32-bit hash in one double: two million signatures, a gigabyte of them. */
const placeLimit = 2 ** 21;

/**
 * For each signature the earlier one most like it, where their estimated similarity is at least `threshold`. Found
 * by locality-sensitive hashing (Indyk and Motwani 1998) in near-linear time: signatures that share a band are
 * candidates, and a candidate's similarity is estimated from the whole signature. Sorted by the second place. Where
 * more than 64 signatures share a band, each is compared with the 64 before it.
 *
 * @param mayPair Whether two places may be paired at all.
 */
export function similarPairs(
  signatures: readonly Uint32Array[],
  threshold: number,
  mayPair: (first: number, second: number) => boolean = () => true,
): SimilarPair[] {
  const best = new Map<number, SimilarPair>();
  const consider = (first: number, second: number): void => {
    const left = signatures[first];
    const right = signatures[second];
    const known = best.get(second);
    if (left === undefined || right === undefined || known?.first === first || !mayPair(first, second)) {
      return;
    }
    const similarity = signatureSimilarity(left, right);
    const better = known === undefined || similarity > known.similarity;
    if (similarity >= threshold && (better || (similarity === known.similarity && first < known.first))) {
      best.set(second, { first, second, similarity });
    }
  };
  for (let start = 0; start < signatureLength; start += bandSize) {
    // Band hash and place in one number, so that a plain numeric sort brings equal bands together.
    const keys = Float64Array.from(signatures, (signature, place) => bandHash(signature, start) * placeLimit + place);
    keys.sort();
    for (let at = 1; at < keys.length; at++) {
      const key = keys[at] ?? 0;
      for (let before = at - 1; before >= 0 && at - before <= windowSize; before--) {
        const other = keys[before] ?? 0;
        if (Math.floor(other / placeLimit) !== Math.floor(key / placeLimit)) {
          break;
        }
        consider(other % placeLimit, key % placeLimit);
      }
    }
  }
  return [...best.values()].sort((a, b) => a.second - b.second);
}

function bandHash(signature: Uint32Array, start: number): number {
  let value = 0x811c9dc5;
  for (let place = start; place < start + bandSize; place++) {
    value = Math.imul(value ^ (signature[place] ?? 0), 0x01000193);
    value ^= value >>> 13;
  }
  return value >>> 0;
}
