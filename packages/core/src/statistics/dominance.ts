import { BugError } from "../base/errors.ts";

/** How two groups of values lie to each other, pair by pair: 1 where the first is greater, −1 where the second is. */
export interface Dominance {
  /** Mean over all pairs, −1 to 1. */
  readonly mean: number;
  /** Mean over the other group for each value of the first, and for each of the second. */
  readonly ofFirst: Float64Array;
  readonly ofSecond: Float64Array;
  /** Pairs that are not tied. */
  readonly untied: number;
}

/**
 * Dominance of the first group over the second, in n log n. Null where one is empty.
 * Throws INTERNAL for a value that is not finite.
 *
 * @example dominance(Float64Array.of(3, 1), Float64Array.of(2, 1)) // mean 0.25, ofFirst [1, −0.5], ofSecond [0, 0.5]
 */
export function dominance(first: Float64Array, second: Float64Array): Dominance | null {
  if (first.length === 0 || second.length === 0) {
    return null;
  }
  const ofFirst = againstSorted(first, sorted(second));
  const ofSecond = againstSorted(second, sorted(first));
  let sum = 0;
  let untied = 0;
  for (let at = 0; at < first.length; at++) {
    sum += ofFirst.wins[at] ?? 0;
    untied += ofFirst.untied[at] ?? 0;
  }
  return {
    mean: sum / first.length / second.length,
    ofFirst: ofFirst.wins.map((wins) => wins / second.length),
    // The sign is that of the first group throughout; adding 0 turns −0 into 0.
    ofSecond: ofSecond.wins.map((wins) => -wins / first.length + 0),
    untied,
  };
}

function sorted(values: Float64Array): Float64Array {
  const ascending = Float64Array.from(values).sort();
  // NaN sorts last, infinities to the ends.
  if (!Number.isFinite(ascending[0]) || !Number.isFinite(ascending.at(-1))) {
    throw new BugError("INTERNAL", "dominance of values that are not finite");
  }
  return ascending;
}

/** For each value, how many of the others are smaller less how many are greater, and how many are either. */
function againstSorted(values: Float64Array, ascending: Float64Array) {
  const wins = new Float64Array(values.length);
  const untied = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    const below = countWhile(ascending, (other) => other < value);
    const upTo = countWhile(ascending, (other) => other <= value);
    wins[at] = below - (ascending.length - upTo);
    untied[at] = ascending.length - (upTo - below);
  }
  return { wins, untied };
}

/** How many leading entries hold; those that hold come first. By halving. */
function countWhile(ascending: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle] ?? 0)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
