import { type CharacterTables, characterClass } from "./ngram-overlap-characters.ts";

const { word, single, ignored, separator } = characterClass;
/** Start of an FNV-1a hash. */
const firstBasis = 0x811c9dc5 | 0;

/**
 * Hand every token of a text to `take`, as two 32-bit hashes: runs of letters and digits, and single characters in
 * Chinese and Japanese. Lone Latin letters are left out.
 */
export function eachToken(
  text: string,
  { classes, folded }: CharacterTables,
  take: (first: number, second: number) => void,
): void {
  let letters = 0;
  let last = 0;
  let first = firstBasis;
  let second = 0;
  for (let at = 0; at <= text.length; at++) {
    // A text ends as if a blank stood behind it.
    const unit = at < text.length ? text.charCodeAt(at) : 32;
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
          take(mixed(first), mixed(second ^ 0x5bd1e995));
        }
        letters = 0;
        first = firstBasis;
        second = 0;
      }
      if (kind === single) {
        take(mixed(unit ^ 0x2545f491), mixed(Math.imul(unit, 0x85ebca6b) ^ 0x27d4eb2f));
      }
    }
  }
}

/** Murmur's finish: every bit of the input changes half of the output. */
function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
