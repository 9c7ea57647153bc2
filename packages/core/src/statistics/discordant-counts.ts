import { BugError } from "../base/errors.ts";

/** How two models compare on the items that both have. */
export interface PairCounts {
  /** Numbers of the models, first < second. */
  readonly first: number;
  readonly second: number;
  /** Items that both have. */
  readonly both: number;
  /** Items on which the first has more points: with 0/1 points, right where the second is wrong. */
  readonly firstAbove: number;
  readonly secondAbove: number;
  /** Σ (points of the first − points of the second)² over the items that both have. */
  readonly squares: number;
}

/** Points of a model, 32 items a word; what is missing is not right. */
interface PackedPoints {
  readonly right: Int32Array;
  readonly present: Int32Array;
}

/**
 * Discordant items of every pair of models, the b and c of McNemar's test, in the order (0, 1), (0, 2) … (1, 2) ….
 * Items that one of the two lacks (NaN) count for neither. 0/1 points are packed 32 to a word and counted a word at a
 * time; a pair with partial credit is compared item by item.
 *
 * @param models Points of each model, 0–1, NaN where missing; all of one length, else throws INTERNAL.
 * @param items Only these items, e.g. those of a stratum; all where not given.
 * @example discordantCounts([Float64Array.of(1, 1, 0), Float64Array.of(0, 1, Number.NaN)])
 * // [{ first: 0, second: 1, both: 2, firstAbove: 1, secondAbove: 0, squares: 1 }]
 */
export function discordantCounts(models: readonly Float64Array[], items?: Int32Array): readonly PairCounts[] {
  const [start] = models;
  const wrong = models.findIndex(({ length }) => length !== start?.length);
  if (wrong >= 0) {
    throw new BugError(
      "INTERNAL",
      `model ${wrong} has points for ${models[wrong]?.length} items, not ${start?.length}`,
    );
  }
  const points =
    items === undefined ? models : models.map((all) => Float64Array.from(items, (item) => all[item] ?? Number.NaN));
  const packed = points.map(packPoints);
  const pairs: PairCounts[] = [];
  for (let first = 0; first < points.length; first++) {
    for (let second = first + 1; second < points.length; second++) {
      const a = packed[first];
      const b = packed[second];
      const counts =
        a && b
          ? countWords(a, b)
          : countItems(points[first] ?? new Float64Array(), points[second] ?? new Float64Array());
      pairs.push({ first, second, ...counts });
    }
  }
  return pairs;
}

/** Null for points between 0 and 1. */
function packPoints(points: Float64Array): PackedPoints | null {
  const words = Math.ceil(points.length / 32);
  const right = new Int32Array(words);
  const present = new Int32Array(words);
  for (let item = 0; item < points.length; item++) {
    const point = points[item] ?? 0;
    const word = item >>> 5;
    const bit = 1 << (item & 31);
    if (point === 1) {
      right[word] = (right[word] ?? 0) | bit;
    } else if (point !== 0 && !Number.isNaN(point)) {
      return null;
    }
    if (!Number.isNaN(point)) {
      present[word] = (present[word] ?? 0) | bit;
    }
  }
  return { right, present };
}

function countWords(a: PackedPoints, b: PackedPoints): Omit<PairCounts, "first" | "second"> {
  let both = 0;
  let firstAbove = 0;
  let secondAbove = 0;
  for (let word = 0; word < a.right.length; word++) {
    const common = (a.present[word] ?? 0) & (b.present[word] ?? 0);
    const rightA = (a.right[word] ?? 0) & common;
    const rightB = (b.right[word] ?? 0) & common;
    both += bitCount(common);
    firstAbove += bitCount(rightA & ~rightB);
    secondAbove += bitCount(rightB & ~rightA);
  }
  return { both, firstAbove, secondAbove, squares: firstAbove + secondAbove };
}

/** Comparisons with NaN are false. */
function countItems(a: Float64Array, b: Float64Array): Omit<PairCounts, "first" | "second"> {
  let both = 0;
  let firstAbove = 0;
  let secondAbove = 0;
  let squares = 0;
  for (let item = 0; item < a.length; item++) {
    const difference = (a[item] ?? 0) - (b[item] ?? 0);
    firstAbove += difference > 0 ? 1 : 0;
    secondAbove += difference < 0 ? 1 : 0;
    if (!Number.isNaN(difference)) {
      both += 1;
      squares += difference * difference;
    }
  }
  return { both, firstAbove, secondAbove, squares };
}

/** Ones in a 32-bit word: sums of ever wider groups of bits side by side (Warren 2012, Hacker's Delight, 5–1). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
