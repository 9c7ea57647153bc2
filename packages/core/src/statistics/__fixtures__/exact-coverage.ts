import type { Interval } from "../interval.ts";
import { logGamma } from "../log-gamma.ts";

/**
 * Exact coverage of an interval for a proportion: the probability, summed over all outcomes of n trials, that the
 * interval holds the true proportion.
 */
export function exactCoverage(
  proportion: number,
  n: number,
  level: number,
  interval: (successes: number, n: number, level: number) => Interval | null,
): number {
  let coverage = 0;
  for (let successes = 0; successes <= n; successes++) {
    const bounds = interval(successes, n, level);
    if (bounds !== null && bounds.low <= proportion && proportion <= bounds.high) {
      coverage += Math.exp(
        logGamma(n + 1) -
          logGamma(successes + 1) -
          logGamma(n - successes + 1) +
          successes * Math.log(proportion) +
          (n - successes) * Math.log1p(-proportion),
      );
    }
  }
  return coverage;
}
