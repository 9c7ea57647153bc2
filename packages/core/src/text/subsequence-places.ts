import { createSubsequenceMasks, fullWord, stepSubsequence, wordBits } from "./subsequence-masks.ts";

/** Numbers of bit vectors that are kept at once (16 MiB); beyond it they are kept here and there and made again. */
const mostKept = 4 * 1024 * 1024;

/**
 * A function that marks the tokens of a reference which make up its longest common subsequence with a candidate. There may be
 * several; taken is the one rouge_score walks to from the end: equal tokens are taken, otherwise it goes back in the
 * candidate only where that loses nothing and going back in the reference would.
 *
 * The walk needs one bit of the table at each place, so the bit vectors of the length serve. Memory is bounded whatever
 * the texts.
 *
 * @param vocabulary Every token's number is below it.
 * @param kept Numbers of bit vectors kept at once.
 * @returns Writes 1 into `marks` at each place of the reference that is taken; others are left as they are.
 */
export function createSubsequencePlaces(
  vocabulary: number,
  kept: number = mostKept,
): (reference: Int32Array, candidate: Int32Array, marks: Uint8Array) => void {
  const masksOf = createSubsequenceMasks(vocabulary);
  return (reference, candidate, marks) => {
    const masks = masksOf(reference);
    const { words } = masks;
    // The vector after each token of the candidate that is in the reference; other tokens change nothing.
    const offsets = Int32Array.from(candidate, masks.offsetOf);
    const steps = new Int32Array(candidate.length + 1);
    for (let at = 0; at < offsets.length; at++) {
      steps[at + 1] = (steps[at] ?? 0) + ((offsets[at] ?? 0) > 0 ? 1 : 0);
    }
    const taken = offsets.filter((offset) => offset > 0);
    const all = taken.length + 1;
    const block = all * words <= kept ? all : Math.max(1, Math.ceil(Math.sqrt(all)));
    const atStarts = new Int32Array(Math.ceil(all / block) * words);
    const state = new Int32Array(words).fill(fullWord);
    for (let step = 0; step < all; step++) {
      if (step % block === 0) {
        atStarts.set(state, (step / block) * words);
      }
      if (step < taken.length) {
        stepSubsequence(state, masks, taken[step] ?? 0, 0);
      }
    }
    const vectors = new Int32Array(block * words);
    let loaded = -1;
    const grows = (step: number, place: number): boolean => {
      const wanted = Math.floor(step / block);
      if (wanted !== loaded) {
        state.set(atStarts.subarray(wanted * words, (wanted + 1) * words));
        vectors.set(state);
        for (let at = 1; at < block && wanted * block + at < all; at++) {
          stepSubsequence(state, masks, taken[wanted * block + at - 1] ?? 0, 0);
          vectors.set(state, at * words);
        }
        loaded = wanted;
      }
      const word = vectors[(step % block) * words + ((place / wordBits) | 0)] ?? 0;
      return ((word >>> (place % wordBits)) & 1) === 0;
    };
    let i = reference.length;
    let j = candidate.length;
    while (i > 0 && j > 0) {
      if (reference[i - 1] === candidate[j - 1]) {
        marks[i - 1] = 1;
        i -= 1;
        j -= 1;
      } else if (grows(steps[j] ?? 0, i - 1)) {
        j -= 1;
      } else {
        i -= 1;
      }
    }
  };
}
