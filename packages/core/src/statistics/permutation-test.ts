import { BugError } from "../base/errors.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** How far a permutation test goes. */
export interface PermutationOptions {
  /** Up to this many arrangements all are looked at; beyond it, random ones. Default 1,000,000. */
  readonly mostArrangements?: number;
  /** Random arrangements drawn where there are too many. Default 100,000. */
  readonly resamples?: number;
  readonly seed: number;
}

/** Result of a permutation test of the difference of two means. */
export interface PermutationTest {
  /** Mean of the first group less that of the second. */
  readonly difference: number;
  /** Two-sided, above 0. */
  readonly p: number;
  readonly method: "exact" | "monte-carlo";
  /** Arrangements looked at: all ways to choose the first group, or the random ones drawn. */
  readonly arrangements: number;
}

/** Differences that agree to this share of the values' size are taken for equal, as they are on paper. */
const tolerance = 1e-11;

/**
 * Permutation test of the difference of the means of two unpaired groups: of all ways to give the labels out, the share
 * whose |difference| is at least the observed one. The groups may be of uneven size; an arrangement as far out on the
 * other side counts too, whether or not its mirror image exists. (Doubling one tail, as scipy's two-sided option does,
 * is another test where sizes are uneven.) With more arrangements than `mostArrangements` seeded random ones are drawn,
 * and p = (1 + as far out)/(1 + drawn), which keeps the level exactly.
 *
 * What is tested is that labels are exchangeable: no clusters, and the same distribution in both groups. Where a much
 * smaller group also spreads more, equal means alone are rejected too often.
 * All values equal gives p = 1. Null where a group is empty.
 * Throws INTERNAL for a value that is not finite.
 * Source: Fisher 1935; Phipson & Smyth 2010, doi:10.2202/1544-6115.1585 (the 1 added).
 *
 * @example permutationTest(Float64Array.of(3, 4), Float64Array.of(1, 2, 2), { seed: 1 })?.p // 0.1: 1 of 10
 */
export function permutationTest(
  first: Float64Array,
  second: Float64Array,
  { mostArrangements = 1_000_000, resamples = 100_000, seed }: PermutationOptions,
): PermutationTest | null {
  const n = first.length;
  const all = n + second.length;
  if (n === 0 || second.length === 0) {
    return null;
  }
  const values = new Float64Array(all);
  values.set(first);
  values.set(second, n);
  const centre = values.reduce((sum, value) => sum + value, 0) / all;
  let size = 0;
  for (let at = 0; at < all; at++) {
    const shift = (values[at] ?? 0) - centre;
    if (!Number.isFinite(shift)) {
      throw new BugError("INTERNAL", `permutation test of ${values[at]}`);
    }
    values[at] = shift;
    size += Math.abs(shift);
  }
  // Around their common mean the values sum to 0, so a group's sum s alone makes the difference: s/n + s/m.
  const observed = values.subarray(0, n).reduce((sum, value) => sum + value, 0);
  const difference = observed * (1 / n + 1 / second.length);
  const threshold = Math.abs(observed) - tolerance * size;
  const smaller = Math.min(n, second.length);
  const arrangements = choose(all, smaller, mostArrangements);
  if (arrangements !== null) {
    const extreme = countExtreme(values, smaller, threshold);
    return { difference, p: extreme / arrangements, method: "exact", arrangements };
  }
  const extreme = drawExtreme(values, smaller, { threshold, resamples, seed });
  return { difference, p: (1 + extreme) / (1 + resamples), method: "monte-carlo", arrangements: resamples };
}

/** Ways to choose `taken` of `all`; null where there are more than `most`. */
function choose(all: number, taken: number, most: number): number | null {
  let ways = 1;
  for (let at = 1; at <= taken; at++) {
    ways = Math.round((ways * (all - taken + at)) / at);
    if (ways > most) {
      return null;
    }
  }
  return ways;
}

/** How many of the subsets of a size have a sum that is at least so far from 0. */
function countExtreme(values: Float64Array, taken: number, threshold: number): number {
  let extreme = 0;
  const go = (from: number, left: number, sum: number): void => {
    if (left === 1) {
      for (let at = from; at < values.length; at++) {
        if (Math.abs(sum + (values[at] ?? 0)) >= threshold) extreme += 1;
      }
      return;
    }
    for (let at = from; at <= values.length - left; at++) {
      go(at + 1, left - 1, sum + (values[at] ?? 0));
    }
  };
  go(0, taken, 0);
  return extreme;
}

/** The same of random subsets, by shuffling the first places only. */
function drawExtreme(
  values: Float64Array,
  taken: number,
  { threshold, resamples, seed }: { readonly threshold: number; readonly resamples: number; readonly seed: number },
): number {
  const generator = uniformGenerator("permutation-test", seed);
  const words = new Uint32Array(taken);
  const deck = Float64Array.from(values);
  let extreme = 0;
  for (let resample = 0; resample < resamples; resample++) {
    generator.fill(words);
    let sum = 0;
    for (let place = 0; place < taken; place++) {
      const other = place + Math.floor(((words[place] ?? 0) / 4294967296) * (deck.length - place));
      const drawn = deck[other] ?? 0;
      deck[other] = deck[place] ?? 0;
      deck[place] = drawn;
      sum += drawn;
    }
    if (Math.abs(sum) >= threshold) extreme += 1;
  }
  return extreme;
}
