import { BugError } from "../base/errors.ts";

/** Two halves of 2¹² sums each are sorted and matched. */
const mostAmounts = 24;

/** Sums that are equal on paper may differ by rounding, relative to the sum of the amounts. */
const roundingShare = 1e-12;

/** Two-sided p-values from all ways to give amounts their signs. */
export interface SignFlipTest {
  readonly p: number;
  /** With half the probability of a sum as far from 0 as the one seen. */
  readonly midP: number;
}

/**
 * Exact two-sided test of whether independent amounts are symmetric around 0: the share of all 2ᵐ ways to give them
 * signs whose sum lies at least as far from 0 as theirs. For amounts of one size it is the sign test, for ±1 McNemar's
 * exact test, with its mid-p. 1 without amounts and for a sum of 0; p is never below 2¹⁻ᵐ. The sums of one half of the
 * amounts are matched with those of the other, so that 24 amounts take 2·2¹² sums and not 2²⁴.
 * Throws INTERNAL for more than 24 amounts. Source: Fisher 1935, The Design of Experiments, 21.
 *
 * @example signFlipTest(Float64Array.of(2, 1, 3)) // { p: 0.25, midP: 0.125 }
 */
export function signFlipTest(amounts: Float64Array): SignFlipTest {
  const count = amounts.length;
  if (count > mostAmounts) {
    throw new BugError("INTERNAL", `sign flips of ${count} amounts, at most ${mostAmounts}`);
  }
  let sum = 0;
  let size = 0;
  for (let i = 0; i < count; i++) {
    sum += amounts[i] ?? 0;
    size += Math.abs(amounts[i] ?? 0);
  }
  const rounding = size * roundingShare;
  const distance = Math.abs(sum);
  if (distance <= rounding) {
    return { p: 1, midP: 1 };
  }
  const half = count >> 1;
  const one = allSums(amounts.subarray(0, half));
  const other = allSums(amounts.subarray(half));
  const atLeast = pairsFrom(one, other, distance - rounding);
  const beyond = pairsFrom(one, other, distance + rounding);
  return { p: (2 * atLeast) / 2 ** count, midP: (atLeast + beyond) / 2 ** count };
}

/** The sums under all signs, ascending. */
function allSums(amounts: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** amounts.length);
  let filled = 1;
  for (const amount of amounts) {
    for (let i = 0; i < filled; i++) {
      const sum = sums[i] ?? 0;
      sums[i] = sum - amount;
      sums[filled + i] = sum + amount;
    }
    filled *= 2;
  }
  return sums.sort();
}

/** Pairs of a number of each ascending list that add up to at least the bound. */
function pairsFrom(one: Float64Array, other: Float64Array, bound: number): number {
  let pairs = 0;
  let from = other.length;
  for (let i = 0; i < one.length; i++) {
    while (from > 0 && (one[i] ?? 0) + (other[from - 1] ?? 0) >= bound) {
      from -= 1;
    }
    pairs += other.length - from;
  }
  return pairs;
}
