const digitBits = 11;
const digits = 2 ** digitBits;

/**
 * Rank of each value by magnitude, 0 for the smallest; of equal magnitudes the lowest index has the highest rank, as
 * ties at a threshold go to the lowest index. NaN ranks as the largest. Radix sort, three passes of 11 bits; an empty
 * row gives no ranks.
 */
export function magnitudeRanks(values: Float32Array): Uint32Array {
  const length = values.length;
  const patterns = new Uint32Array(values.buffer, values.byteOffset, length);
  // From the last index down, so that a stable sort puts the lowest index last among equals.
  let order = Uint32Array.from({ length }, (_, index) => length - 1 - index);
  let next = new Uint32Array(length);
  const counts = new Uint32Array(digits);
  for (let shift = 0; shift < 31; shift += digitBits) {
    counts.fill(0);
    for (let index = 0; index < length; index++) {
      const digit = (((patterns[index] ?? 0) & 0x7fffffff) >>> shift) & (digits - 1);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let before = 0;
    for (let digit = 0; digit < digits; digit++) {
      const count = counts[digit] ?? 0;
      counts[digit] = before;
      before += count;
    }
    for (let place = 0; place < length; place++) {
      const index = order[place] ?? 0;
      const digit = (((patterns[index] ?? 0) & 0x7fffffff) >>> shift) & (digits - 1);
      const at = counts[digit] ?? 0;
      next[at] = index;
      counts[digit] = at + 1;
    }
    [order, next] = [next, order];
  }
  const ranks = new Uint32Array(length);
  for (let rank = 0; rank < length; rank++) {
    ranks[order[rank] ?? 0] = rank;
  }
  return ranks;
}
