/** Hex digits of each byte. */
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/**
 * A quick hash of a text, 32 hex digits: MurmurHash3 (x86, 128 bits, seed 0) of its UTF-16 little-endian bytes. For
 * finding texts again, half the time of SHA-256 for short ones; not for what somebody could forge. Two of
 * 10^12 texts share one with a chance below 10^-14. The same on every machine.
 * Source: Appleby, MurmurHash3.cpp (public domain).
 *
 * @example textHash("q1") // "0964d247…"
 */
export function textHash(text: string): string {
  const units = text.length;
  const blocks = units >> 3;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  for (let block = 0; block < blocks; block++) {
    const at = block << 3;
    h1 ^= mixed(wordAt(text, at), c1, 15, c2);
    h1 = (Math.imul((rotated(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= mixed(wordAt(text, at + 2), c2, 16, c3);
    h2 = (Math.imul((rotated(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= mixed(wordAt(text, at + 4), c3, 17, c4);
    h3 = (Math.imul((rotated(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= mixed(wordAt(text, at + 6), c4, 18, c1);
    h4 = (Math.imul((rotated(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  // What is left over, up to seven units; places after the end count as zeros, which change nothing.
  const tail = blocks << 3;
  h4 ^= mixed(wordAt(text, tail + 6), c4, 18, c1);
  h3 ^= mixed(wordAt(text, tail + 4), c3, 17, c4);
  h2 ^= mixed(wordAt(text, tail + 2), c2, 16, c3);
  h1 ^= mixed(wordAt(text, tail), c1, 15, c2);
  const bytes = units * 2;
  h1 ^= bytes;
  h2 ^= bytes;
  h3 ^= bytes;
  h4 ^= bytes;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finished(h1);
  h2 = finished(h2);
  h3 = finished(h3);
  h4 = finished(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return hexOf(h1) + hexOf(h2) + hexOf(h3) + hexOf(h4);
}

/** Two UTF-16 units as a word; zeros past the end. */
function wordAt(text: string, at: number): number {
  const low = at < text.length ? text.charCodeAt(at) : 0;
  const high = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return low | (high << 16);
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function mixed(word: number, first: number, by: number, second: number): number {
  return Math.imul(rotated(Math.imul(word, first), by), second);
}

function finished(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hexOf(word: number): string {
  return (
    (hexOfByte[word >>> 24] ?? "") +
    (hexOfByte[(word >>> 16) & 255] ?? "") +
    (hexOfByte[(word >>> 8) & 255] ?? "") +
    (hexOfByte[word & 255] ?? "")
  );
}
