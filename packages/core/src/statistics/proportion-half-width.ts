import { BugError } from "../base/errors.ts";
import { wilsonEffectiveSize } from "./wilson-effective-size.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/**
 * Half the width of Wilson's interval for a proportion on n independent items (fractions allowed: an effective number).
 * 0.5, the whole of 0–1, with no item. Throws INTERNAL for a proportion outside 0–1 or a level outside (0, 1).
 *
 * @example proportionHalfWidth(0.7425, 2800, 0.95) // 0.0161…
 */
export function proportionHalfWidth(proportion: number, n: number, level: number): number {
  if (!(proportion >= 0 && proportion <= 1)) {
    throw new BugError("INTERNAL", `a half-width of a proportion of ${proportion}`);
  }
  const interval = wilsonInterval(proportion * n, n, level);
  return interval === null ? 0.5 : (interval.high - interval.low) / 2;
}

/**
 * Independent items that a proportion needs for Wilson's interval to be no wider than ± the half-width (0 to 0.5, both
 * excluded), rounded up. Throws INTERNAL for another half-width, or as above.
 *
 * @example itemsForHalfWidth(0.75, 0.03, 0.95) // 798
 */
export function itemsForHalfWidth(proportion: number, halfWidth: number, level: number): number {
  if (!(halfWidth > 0 && halfWidth < 0.5)) {
    throw new BugError("INTERNAL", `a half-width of ${halfWidth}`);
  }
  return Math.ceil(wilsonEffectiveSize(proportion, { low: 0, high: 2 * halfWidth }, level) - 1e-9);
}
