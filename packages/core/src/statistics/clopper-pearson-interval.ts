import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";

/**
 * Clopper and Pearson's "exact" interval for a proportion: coverage is never below the level, and often well above.
 * `successes` and `n` may be fractional (effective sizes); 0 ≤ successes ≤ n; `level` is 0–1, e.g. 0.95.
 * Null when n is 0. All wrong gives low = 0, all right gives high = 1.
 * Throws INTERNAL for a negative or non-finite count, successes above n, or a level outside (0, 1).
 * Source: Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404.
 *
 * @example clopperPearsonInterval(8, 10, 0.95) // { low: 0.4439…, high: 0.9747… }
 */
export function clopperPearsonInterval(successes: number, n: number, level: number): Interval | null {
  requireLevel(level);
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY && successes >= 0 && successes <= n)) {
    throw new BugError("INTERNAL", `Clopper-Pearson interval of ${successes} successes out of ${n}`);
  }
  if (n === 0) {
    return null;
  }
  const tail = (1 - level) / 2;
  const failures = n - successes;
  return {
    low: successes === 0 ? 0 : inverseIncompleteBeta(tail, successes, failures + 1).x,
    // The upper limit is one minus the lower limit for the failures, which keeps its digits near 1.
    high: failures === 0 ? 1 : inverseIncompleteBeta(tail, failures, successes + 1).complement,
  };
}
