/** Positions of a word of a bit vector: two such numbers and a carry fit a 32-bit integer. */
export const wordBits = 30;
/** A word of a bit vector with all its positions set. */
export const fullWord = 0x3fffffff;

/** For every token of a text the positions it stands at, as bit vectors. The first vector is that of tokens not in it. */
export interface SubsequenceMasks {
  /** Words of a vector. */
  readonly words: number;
  /** Vector after vector, `words` numbers each. */
  readonly bits: Int32Array;
  /** Where a token's vector begins in `bits`; 0 for a token that is not in the text. */
  readonly offsetOf: (token: number) => number;
}

/**
 * Masks for one text after another, in the same memory.
 *
 * @param vocabulary Every token's number is below it.
 */
export function createSubsequenceMasks(vocabulary: number): (tokens: Int32Array) => SubsequenceMasks {
  const slots = new Int32Array(vocabulary);
  const stamps = new Int32Array(vocabulary);
  let generation = 0;
  let bits = new Int32Array(1024);
  return (tokens) => {
    generation += 1;
    const words = Math.ceil(tokens.length / wordBits);
    if (words > bits.length) {
      bits = new Int32Array(2 * words);
    }
    bits.fill(0, 0, words);
    let used = words;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] ?? 0;
      if (stamps[token] !== generation) {
        stamps[token] = generation;
        slots[token] = used;
        if (used + words > bits.length) {
          const more = new Int32Array(2 * (used + words));
          more.set(bits);
          bits = more;
        }
        bits.fill(0, used, used + words);
        used += words;
      }
      const word = (slots[token] ?? 0) + ((at / wordBits) | 0);
      bits[word] = (bits[word] ?? 0) | (1 << (at % wordBits));
    }
    return { words, bits, offsetOf: (token) => (stamps[token] === generation ? (slots[token] ?? 0) : 0) };
  };
}

/**
 * One step of the bit-parallel longest common subsequence: `state` holds a 0 at each position of the masked text where the
 * subsequence grows, and is brought from one prefix of the other text to the next.
 * Source: Hyyrö 2004, after Crochemore et al. 2001, doi:10.1016/S0020-0190(00)00214-X: v ← (v + (v ∧ m)) ∨ (v ∧ ¬m).
 *
 * @param offset Where the token's vector begins in `bits`.
 * @param carry What the step left over in the part of the masked text before this one, 0 or 1; 0 for the first part.
 * @returns What is left over for the next part.
 */
export function stepSubsequence(
  state: Int32Array,
  { bits, words }: SubsequenceMasks,
  offset: number,
  carry: number,
): number {
  let over = carry;
  for (let word = 0; word < words; word++) {
    const v = state[word] ?? 0;
    const matched = v & (bits[offset + word] ?? 0);
    const sum = v + matched + over;
    state[word] = (sum & fullWord) | (v ^ matched);
    over = sum >>> wordBits;
  }
  return over;
}
