import type { StratumEntries } from "./stratum-entries.ts";

/** Longest pattern: beyond it folding a histogram costs more than the additions it saves. */
const mostBits = 12;

/** Columns whose bits make up one pattern, and the pattern of each entry. */
interface Block {
  readonly first: number;
  readonly columns: number;
  readonly patterns: Uint16Array;
}

/**
 * Weighted sums of many 0/1 columns within each stratum, by pattern: the bits that an item has in some nine columns
 * make a number, the weights are added up by this number, and the histogram of 512 sums is folded into the nine sums.
 * An item thus costs one addition for nine columns ("four Russians"). Weights may be several small integers packed in
 * one double, as long as their sums fit: additions are exact, and so all packed sums come out at once.
 *
 * @returns A function that overwrites `sums`, columns + 1 numbers a stratum: the sum of each column, and last that of
 * the weights alone. It takes the weight of each entry.
 */
export function patternSums(
  columns: readonly Uint8Array[],
  { items, ends }: StratumEntries,
): (weights: Float64Array, sums: Float64Array) => void {
  const bits = patternBits(columns.length, items.length, ends.length);
  const blocks: Block[] = [];
  for (let first = 0; first < columns.length || blocks.length === 0; first += bits) {
    const some = columns.slice(first, first + bits);
    blocks.push({ first, columns: some.length, patterns: patternsOf(some, items) });
  }
  const width = columns.length + 1;
  const histograms = [0, 1, 2].map(() => new Float64Array(1 << bits)) as [Float64Array, Float64Array, Float64Array];
  return (weights, sums) => {
    let begin = 0;
    for (let stratum = 0; stratum < ends.length; stratum++) {
      const end = ends[stratum] ?? 0;
      for (let at = 0; at < blocks.length; at += 3) {
        const some = blocks.slice(at, at + 3);
        addPatterns(some, histograms, weights, begin, end);
        for (const [index, block] of some.entries()) {
          const histogram = histograms[index] ?? histograms[0];
          foldHistogram(histogram, bits, sums, stratum * width + block.first, block.columns);
          sums[stratum * width + width - 1] = histogram[0] ?? 0;
        }
      }
      begin = end;
    }
  };
}

/**
 * How long patterns should be: of the divisions into 1, 2, 3, 6, 9 … blocks the one with the fewest additions, of
 * entries to histograms and of folding these.
 */
function patternBits(columns: number, entries: number, strata: number): number {
  let best = { bits: 1, additions: Number.POSITIVE_INFINITY };
  for (let blocks = 1; blocks <= Math.max(1, columns); blocks += blocks < 3 ? 1 : 3) {
    const bits = Math.ceil(columns / blocks);
    const additions = blocks * (entries + strata * 3 * 2 ** bits);
    if (bits <= mostBits && additions < best.additions) {
      best = { bits, additions };
    }
  }
  return best.bits;
}

function patternsOf(columns: readonly Uint8Array[], items: Int32Array): Uint16Array {
  const patterns = new Uint16Array(items.length);
  for (const [bit, column] of columns.entries()) {
    for (let entry = 0; entry < items.length; entry++) {
      patterns[entry] = (patterns[entry] ?? 0) | ((column[items[entry] ?? 0] ?? 0) << bit);
    }
  }
  return patterns;
}

function addPatterns(
  blocks: readonly Block[],
  [first, second, third]: readonly [Float64Array, Float64Array, Float64Array],
  weights: Float64Array,
  begin: number,
  end: number,
): void {
  const [a, b, c] = blocks;
  if (a !== undefined && b !== undefined && c !== undefined) {
    first.fill(0);
    second.fill(0);
    third.fill(0);
    addThree([a.patterns, b.patterns, c.patterns], [first, second, third], weights, begin, end);
    return;
  }
  for (const [index, { patterns }] of blocks.entries()) {
    const histogram = index === 0 ? first : second;
    histogram.fill(0);
    addOne(patterns, histogram, weights, begin, end);
  }
}

function addOne(patterns: Uint16Array, histogram: Float64Array, weights: Float64Array, begin: number, end: number) {
  for (let entry = begin; entry < end; entry++) {
    const pattern = patterns[entry] ?? 0;
    histogram[pattern] = (histogram[pattern] ?? 0) + (weights[entry] ?? 0);
  }
}

/** Three at a time, so that an addition need not wait for the one before it where patterns repeat. */
function addThree(
  [p, q, r]: readonly [Uint16Array, Uint16Array, Uint16Array],
  [first, second, third]: readonly [Float64Array, Float64Array, Float64Array],
  weights: Float64Array,
  begin: number,
  end: number,
): void {
  for (let entry = begin; entry < end; entry++) {
    const weight = weights[entry] ?? 0;
    const a = p[entry] ?? 0;
    const b = q[entry] ?? 0;
    const c = r[entry] ?? 0;
    first[a] = (first[a] ?? 0) + weight;
    second[b] = (second[b] ?? 0) + weight;
    third[c] = (third[c] ?? 0) + weight;
  }
}

/** The sums of patterns that have a bit, highest bit first; each time the upper half is folded onto the lower. */
function foldHistogram(histogram: Float64Array, bits: number, sums: Float64Array, at: number, columns: number): void {
  for (let bit = bits - 1; bit >= 0; bit--) {
    const half = 1 << bit;
    let sum = 0;
    for (let i = 0; i < half; i++) {
      const upper = histogram[half + i] ?? 0;
      sum += upper;
      histogram[i] = (histogram[i] ?? 0) + upper;
    }
    if (bit < columns) {
      sums[at + bit] = sum;
    }
  }
}
