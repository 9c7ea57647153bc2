import { BugError } from "../base/errors.ts";

/**
 * Cohen's h, the difference of two proportions on the arc-sine scale, 2·arcsin√first − 2·arcsin√second: from −π to π,
 * 0 for equal proportions. Unlike a difference of points it counts the step from 0.95 to 0.99 for more than the one
 * from 0.50 to 0.54. Cohen's words for its size: 0.2 small, 0.5 medium, 0.8 large.
 * Throws INTERNAL for a proportion outside 0–1. Source: Cohen 1988, Statistical Power Analysis, 6.2.
 *
 * @example cohensH(0.99, 0.95) // 0.2503…
 */
export function cohensH(first: number, second: number): number {
  if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) {
    throw new BugError("INTERNAL", `Cohen's h of ${first} and ${second}`);
  }
  return 2 * Math.asin(Math.sqrt(first)) - 2 * Math.asin(Math.sqrt(second));
}
