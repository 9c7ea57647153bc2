/** Where ranks are worked out; made once for rows of one length. */
export interface RankingSpace {
  readonly order: Uint32Array;
  readonly next: Uint32Array;
  readonly ranks: Uint32Array;
  readonly counts: Uint32Array;
}

/** Long rows are worth a table of 2,048 counts a pass; for short ones four passes over 256 are quicker. */
const longRow = 8192;

/** Memory to rank rows of so many values. */
export function rankingSpace(length: number): RankingSpace {
  return {
    order: new Uint32Array(length),
    next: new Uint32Array(length),
    ranks: new Uint32Array(length),
    counts: new Uint32Array(length >= longRow ? 2048 : 256),
  };
}

/**
 * Rank of each value by magnitude, 0 for the smallest; of equal magnitudes the lowest index has the highest rank, as
 * ties at a threshold go to the lowest index. NaN ranks as the largest. A radix sort of the 31 magnitude bits; an empty
 * row gives no ranks. What is returned is the space's own and is overwritten by the next row.
 */
export function magnitudeRanks(values: Float32Array, space: RankingSpace = rankingSpace(values.length)): Uint32Array {
  const length = values.length;
  const patterns = new Uint32Array(values.buffer, values.byteOffset, length);
  const { counts, ranks } = space;
  const mask = counts.length - 1;
  const digitBits = 31 - Math.clz32(counts.length);
  let { order, next } = space;
  // From the last index down, so that a stable sort puts the lowest index last among equals.
  for (let place = 0; place < length; place++) {
    order[place] = length - 1 - place;
  }
  for (let shift = 0; shift < 31; shift += digitBits) {
    counts.fill(0);
    for (let index = 0; index < length; index++) {
      const digit = (((patterns[index] ?? 0) & 0x7fffffff) >>> shift) & mask;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let before = 0;
    for (let digit = 0; digit < counts.length; digit++) {
      const count = counts[digit] ?? 0;
      counts[digit] = before;
      before += count;
    }
    for (let place = 0; place < length; place++) {
      const index = order[place] ?? 0;
      const digit = (((patterns[index] ?? 0) & 0x7fffffff) >>> shift) & mask;
      const at = counts[digit] ?? 0;
      next[at] = index;
      counts[digit] = at + 1;
    }
    [order, next] = [next, order];
  }
  for (let rank = 0; rank < length; rank++) {
    ranks[order[rank] ?? 0] = rank;
  }
  return ranks;
}
