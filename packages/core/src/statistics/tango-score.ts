import type { Interval } from "./interval.ts";

/** Shares of paired units on which one examinee is ahead of the other; together at most 1. */
export interface DiscordantShares {
  /** b/n. */
  readonly firstAhead: number;
  /** c/n. */
  readonly secondAhead: number;
}

/** Halvings of a bracket at most 2 wide, down to the spacing of numbers. */
const halvings = 60;

/**
 * Tango's score statistic of whether the difference of two paired proportions is `difference` (above −1, below 1): the
 * observed difference minus that one, over its standard error with the discordant shares estimated under it. About
 * standard normal if so; positive if the observed one is larger. At 0 it is McNemar's (b − c)/√(b + c), and 0 without
 * discordant units. `size` is the number of units, an effective one too; above 0.
 * Source: Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
 *
 * @example tangoScore({ firstAhead: 1 / 21, secondAhead: 7 / 21 }, 21, 0) // −2.1213…
 */
export function tangoScore({ firstAhead, secondAhead }: DiscordantShares, size: number, difference: number): number {
  const excess = firstAhead - secondAhead - difference;
  // The likelihood equation of the second share under the hypothesis: 2q² + linear·q + constant = 0.
  const linear = (2 - firstAhead + secondAhead) * difference - firstAhead - secondAhead;
  const constant = -secondAhead * difference * (1 - difference);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * constant));
  const second = (root - linear) / 4;
  const variance = 2 * second + difference * (1 - difference);
  if (!(variance > 0)) {
    return excess === 0 ? 0 : Math.sign(excess) * Number.POSITIVE_INFINITY;
  }
  return excess * Math.sqrt(size / variance);
}

/**
 * Tango's score interval for the difference of two paired proportions: the differences whose score statistic lies
 * within ∓critical (a normal quantile, or a Student t quantile where the size was estimated). Within −1 to 1, around
 * the observed difference, and of positive width without discordant units: ∓critical²/(size + critical²) there.
 *
 * @example tangoInterval({ firstAhead: 40 / 160, secondAhead: 20 / 160 }, 160, 1.959963984540054)
 * // { low: 0.0308…, high: 0.2180… }
 */
export function tangoInterval({ firstAhead, secondAhead }: DiscordantShares, size: number, critical: number): Interval {
  const low = lowerLimit({ firstAhead, secondAhead }, size, critical);
  const high = -lowerLimit({ firstAhead: secondAhead, secondAhead: firstAhead }, size, critical);
  // Adding 0 turns −0 into 0.
  return { low: low + 0, high: high + 0 };
}

/** The statistic falls in the difference, so that halving finds where it passes the critical value. */
function lowerLimit(shares: DiscordantShares, size: number, critical: number): number {
  let outside = -1;
  let inside = shares.firstAhead - shares.secondAhead;
  for (let step = 0; step < halvings; step++) {
    const middle = (outside + inside) / 2;
    if (tangoScore(shares, size, middle) > critical) {
      outside = middle;
    } else {
      inside = middle;
    }
  }
  return inside;
}
