import type { Interval } from "../interval.ts";
import { logGamma } from "../log-gamma.ts";
import { clusterIndex } from "../cluster-index.ts";
import { type PairedDifference, pairedDifference } from "../paired-difference.ts";
import { wilsonInterval } from "../wilson-interval.ts";

/** A fourfold table of paired answers: both right, only the first, only the second, neither. */
export type PairedTable = readonly [both: number, firstOnly: number, secondOnly: number, neither: number];

/** The table as points of single units. */
export function differenceOf([both, firstOnly, secondOnly, neither]: PairedTable): PairedDifference {
  const units = both + firstOnly + secondOnly + neither;
  const first = Float64Array.from({ length: units }, (_, unit) => (unit < both + firstOnly ? 1 : 0));
  const second = Float64Array.from({ length: units }, (_, unit) =>
    unit < both || (unit >= both + firstOnly && unit < both + firstOnly + secondOnly) ? 1 : 0,
  );
  const difference = pairedDifference(first, second, clusterIndex(Int32Array.from({ length: units }, (_, i) => i)));
  if (difference === null) {
    throw new Error("an empty table");
  }
  return difference;
}

/** The same without the points, where only shares and sizes matter. */
export function singleUnits(firstOnly: number, secondOnly: number, units: number): PairedDifference {
  return {
    value: (firstOnly - secondOnly) / units,
    firstAhead: firstOnly / units,
    secondAhead: secondOnly / units,
    units,
    simple: true,
    sums: new Float64Array(0),
    effectiveSize: units,
    degrees: Number.POSITIVE_INFINITY,
  };
}

/** Bonett and Price's adjusted Wald interval (2012), which adds one unit to each discordant cell. */
export function bonettPriceInterval(firstOnly: number, secondOnly: number, n: number, critical: number): Interval {
  const one = (firstOnly + 1) / (n + 2);
  const other = (secondOnly + 1) / (n + 2);
  const half = critical * Math.sqrt((one + other - (one - other) ** 2) / (n + 2));
  return { low: Math.max(-1, one - other - half), high: Math.min(1, one - other + half) };
}

/** Newcombe's hybrid score interval, method 10 (1998). */
export function newcombeInterval([both, firstOnly, secondOnly, neither]: PairedTable, level: number): Interval {
  const n = both + firstOnly + secondOnly + neither;
  const one = wilsonInterval(both + firstOnly, n, level) ?? { low: 0, high: 1 };
  const other = wilsonInterval(both + secondOnly, n, level) ?? { low: 0, high: 1 };
  const first = (both + firstOnly) / n;
  const second = (both + secondOnly) / n;
  const margins = (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  const cross = both * neither - firstOnly * secondOnly;
  const corrected = cross > n / 2 ? cross - n / 2 : Math.min(0, cross);
  const correlation = margins > 0 ? corrected / Math.sqrt(margins) : 0;
  const distance = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
  return {
    low: first - second - distance(first - one.low, other.high - second),
    high: first - second + distance(second - other.low, one.high - first),
  };
}

/** Shares of discordant units, and differences, that calibration averages over. */
export const pairedSettings = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7].flatMap((discordant) =>
  [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5]
    .filter((difference) => difference <= discordant)
    .map((difference) => ({ discordant, difference })),
);

/** Calls back with each pair of discordant counts of n units and its probability, the negligible ones left out. */
export function eachDiscordance(
  n: number,
  { discordant, difference }: { readonly discordant: number; readonly difference: number },
  visit: (firstOnly: number, secondOnly: number, probability: number) => void,
): void {
  const first = Math.log((discordant + difference) / 2);
  const second = Math.log((discordant - difference) / 2);
  const neither = Math.log(1 - discordant);
  const times = (count: number, logarithm: number) => (count === 0 ? 0 : count * logarithm);
  for (let b = 0; b <= n; b++) {
    for (let c = 0; b + c <= n; c++) {
      const ways = logGamma(n + 1) - logGamma(b + 1) - logGamma(c + 1) - logGamma(n - b - c + 1);
      const probability = Math.exp(ways + times(b, first) + times(c, second) + times(n - b - c, neither));
      if (probability > 1e-12) {
        visit(b, c, probability);
      }
    }
  }
}
