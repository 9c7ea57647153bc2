import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * Wilson's score interval for a proportion, without continuity correction.
 * `successes` may be fractional (partial credit) and `n` an effective size; 0 ≤ successes ≤ n.
 * `level` is 0–1, e.g. 0.95. Null when n is 0: nothing was observed, so nothing can be estimated.
 * All wrong gives low = 0 exactly, all right gives high = 1 exactly.
 * Throws INTERNAL for a negative or non-finite count, successes above n, or a level outside (0, 1).
 * Source: Wilson 1927; Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286.
 *
 * @example wilsonInterval(8, 10, 0.95) // { low: 0.4901…, high: 0.9433… }
 */
export function wilsonInterval(successes: number, n: number, level: number): Interval | null {
  requireLevel(level);
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY && successes >= 0 && successes <= n)) {
    throw new BugError("INTERNAL", `Wilson interval of ${successes} successes out of ${n}`);
  }
  return n === 0 ? null : scoreInterval(successes / n, n, normalQuantile((1 + level) / 2));
}

/**
 * Wilson's interval around a proportion (0–1) on n > 0 observations, with any critical value
 * (a normal quantile, or a Student t quantile where n itself was estimated).
 */
export function scoreInterval(proportion: number, n: number, critical: number): Interval {
  const spread = (critical * critical) / n;
  const centre = (proportion + spread / 2) / (1 + spread);
  const half = Math.sqrt(spread * (proportion * (1 - proportion) + spread / 4)) / (1 + spread);
  return {
    low: proportion === 0 ? 0 : Math.max(0, centre - half),
    high: proportion === 1 ? 1 : Math.min(1, centre + half),
  };
}
