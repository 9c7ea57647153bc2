import { type CharacterTables, characterClass } from "./ngram-overlap-characters.ts";

const { word, single, ignored, separator } = characterClass;
/** Start of an FNV-1a hash. */
const firstBasis = 0x811c9dc5 | 0;

/** The tokens of a text, each as two 32-bit hashes. */
export interface TokenBuffer {
  first: Int32Array;
  second: Int32Array;
  length: number;
}

/** An empty buffer; grows as texts need it. */
export function createTokenBuffer(): TokenBuffer {
  return { first: new Int32Array(1024), second: new Int32Array(1024), length: 0 };
}

/**
 * Cut a text into tokens, in place of what the buffer held: runs of letters and digits, and single characters in Chinese
 * and Japanese. Lone Latin letters are left out.
 */
export function cutTokens(text: string, { classes, folded }: CharacterTables, buffer: TokenBuffer): void {
  const size = text.length;
  if (buffer.first.length < size) {
    buffer.first = new Int32Array(size * 2);
    buffer.second = new Int32Array(size * 2);
  }
  const { first: firstOut, second: secondOut } = buffer;
  let filled = 0;
  let letters = 0;
  let last = 0;
  let first = firstBasis;
  let second = 0;
  for (let at = 0; at <= size; at++) {
    // A text ends as if a blank stood behind it.
    const unit = at < size ? text.charCodeAt(at) : 32;
    const kind = classes[unit] ?? separator;
    if (kind === word) {
      last = folded[unit] ?? unit;
      first = Math.imul(first ^ last, 0x01000193);
      second = (Math.imul(second, 0x9e3779b1) + last) | 0;
      letters += 1;
    } else if (kind !== ignored) {
      if (letters > 0) {
        const loneLetter = letters === 1 && last >= 97 && last <= 122;
        if (!loneLetter) {
          firstOut[filled] = mixed(first);
          secondOut[filled] = mixed(second ^ 0x5bd1e995);
          filled += 1;
        }
        letters = 0;
        first = firstBasis;
        second = 0;
      }
      if (kind === single) {
        firstOut[filled] = mixed(unit ^ 0x2545f491);
        secondOut[filled] = mixed(Math.imul(unit, 0x85ebca6b) ^ 0x27d4eb2f);
        filled += 1;
      }
    }
  }
  buffer.length = filled;
}

/** Murmur's finish: every bit of the input changes half of the output. */
function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
