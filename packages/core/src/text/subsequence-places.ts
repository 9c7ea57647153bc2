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
  let taken = new Int32Array(256);
  let steps = new Int32Array(256);
  let vectors = new Int32Array(4096);
  return (reference, candidate, marks) => {
    const masks = masksOf(reference);
    const { words } = masks;
    if (steps.length <= candidate.length) {
      taken = new Int32Array(2 * candidate.length);
      steps = new Int32Array(2 * candidate.length);
    }
    // The vector after each token of the candidate that is in the reference; other tokens change nothing.
    let last = 0;
    for (let at = 0; at < candidate.length; at++) {
      const offset = masks.offsetOf(candidate[at] ?? 0);
      if (offset > 0) {
        taken[last++] = offset;
      }
      steps[at + 1] = last;
    }
    const all = last + 1;
    const block = all * words <= kept ? all : Math.max(1, Math.ceil(Math.sqrt(all)));
    if (vectors.length < block * words) {
      vectors = new Int32Array(2 * block * words);
    }
    const state = new Int32Array(words).fill(fullWord);
    /** Brings the state through one block from its first vector, which it is, to the next one's, keeping them all. */
    const walk = (which: number): void => {
      for (let at = 0; at < block && which * block + at < all; at++) {
        for (let word = 0; word < words; word++) {
          vectors[at * words + word] = state[word] ?? 0;
        }
        if (which * block + at < last) {
          stepSubsequence(state, masks, taken[which * block + at] ?? 0, 0);
        }
      }
    };
    const blocks = Math.ceil(all / block);
    const firstOf = new Int32Array(blocks * words);
    for (let which = 0; which < blocks; which++) {
      firstOf.set(state, which * words);
      walk(which);
    }
    let loaded = blocks - 1;
    const grows = (step: number, place: number): boolean => {
      const wanted = blocks === 1 ? 0 : Math.floor(step / block);
      if (wanted !== loaded) {
        state.set(firstOf.subarray(wanted * words, (wanted + 1) * words));
        walk(wanted);
        loaded = wanted;
      }
      const word = vectors[(step - wanted * block) * words + ((place / wordBits) | 0)] ?? 0;
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
