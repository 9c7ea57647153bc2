import type { RandomKey } from "./vector-kernels.ts";

/** Upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const carried = aLow * bHigh + (middle % 65_536);
  return (aHigh * bHigh + Math.floor(middle / 65_536) + Math.floor(carried / 65_536)) >>> 0;
}

/**
 * Philox4x32-10: four random words for a counter under a key, written into `out`. The same counter and key give the
 * same words on every machine, so a draw depends on what it is for and never on when it is made.
 *
 * Source: Salmon, Moraes, Dror and Shaw 2011, doi 10.1145/2063384.2063405.
 */
export function philox(counter: readonly [number, number, number, number], key: RandomKey, out: Uint32Array): void {
  let [a, b, c, d] = counter;
  let keyLow = key.low;
  let keyHigh = key.high;
  for (let round = 0; round < 10; round++) {
    const highA = multiplyHigh(a >>> 0, 0xd2511f53);
    const lowA = Math.imul(a, 0xd2511f53);
    const highC = multiplyHigh(c >>> 0, 0xcd9e8d57);
    const lowC = Math.imul(c, 0xcd9e8d57);
    a = highC ^ b ^ keyLow;
    b = lowC;
    c = highA ^ d ^ keyHigh;
    d = lowA;
    keyLow = (keyLow + 0x9e3779b9) | 0;
    keyHigh = (keyHigh + 0xbb67ae85) | 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}
