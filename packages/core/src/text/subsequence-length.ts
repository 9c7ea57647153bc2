import { createSubsequenceMasks, fullWord, stepSubsequence, wordBits } from "./subsequence-masks.ts";

/** Tokens of the shorter text that are masked at once: bounds the memory of the masks to 2 MiB for any text. */
const mostMasked = 128 * wordBits;

/**
 * A function that gives the length of the longest common subsequence of two texts, keeping its memory from pair to pair.
 * Cost: the product of the lengths over 30, of what is left after a common beginning and end are taken off. Memory is
 * linear in the longer text.
 *
 * @param vocabulary Every token's number is below it.
 * @param masked Tokens of the shorter text that are masked at once; a multiple of 30.
 * @example createSubsequenceLength(9)(Int32Array.of(1, 2, 3, 4), Int32Array.of(2, 4, 1)) // 2
 */
export function createSubsequenceLength(
  vocabulary: number,
  masked: number = mostMasked,
): (first: Int32Array, second: Int32Array) => number {
  const masksOf = createSubsequenceMasks(vocabulary);
  const state = new Int32Array(masked / wordBits);
  let carries = new Uint8Array();
  return (first, second) => {
    const shorter = first.length <= second.length ? first : second;
    const longer = first.length <= second.length ? second : first;
    let start = 0;
    while (start < shorter.length && shorter[start] === longer[start]) {
      start += 1;
    }
    let end = 0;
    while (end < shorter.length - start && shorter[shorter.length - 1 - end] === longer[longer.length - 1 - end]) {
      end += 1;
    }
    const left = shorter.length - end;
    const inParts = left - start > masked;
    if (inParts) {
      carries = new Uint8Array(longer.length);
    }
    let length = start + end;
    for (let from = start; from < left; from += masked) {
      const part = shorter.subarray(from, Math.min(left, from + masked));
      const masks = masksOf(part);
      state.fill(fullWord, 0, masks.words);
      for (let at = start; at < longer.length - end; at++) {
        const offset = masks.offsetOf(longer[at] ?? 0);
        const carry = inParts ? (carries[at] ?? 0) : 0;
        if (offset > 0 || carry > 0) {
          const over = stepSubsequence(state, masks, offset, carry);
          if (inParts) {
            carries[at] = over;
          }
        }
      }
      length += zeros(state, part.length);
    }
    return length;
  };
}

/** Positions that are 0 among the first. */
function zeros(state: Int32Array, length: number): number {
  let ones = 0;
  for (let at = 0; at < length; at += wordBits) {
    const inWord = Math.min(wordBits, length - at);
    let bits = (state[at / wordBits] ?? 0) & (inWord === wordBits ? fullWord : (1 << inWord) - 1);
    while (bits !== 0) {
      bits &= bits - 1;
      ones += 1;
    }
  }
  return length - ones;
}
