import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * The number of independent observations whose Wilson interval at this level is as wide as a given interval around a
 * proportion: what an interval is worth, however it was made (clusters, Student's t, bootstrap). With it the same
 * sampling uncertainty can be carried to another proportion.
 *
 * With s = z²/n, p the proportion and w the width, Wilson's w(1 + s) = 2√(s(p(1 − p) + s/4)) is a quadratic in s.
 * Infinity for an interval of no width, 0 for one as wide as 0–1. Throws INTERNAL for a proportion outside 0–1, a
 * width outside 0–1 or a level outside (0, 1).
 *
 * @example wilsonEffectiveSize(0.8, { low: 0.4901…, high: 0.9433… }, 0.95) // 10
 */
export function wilsonEffectiveSize(proportion: number, { low, high }: Interval, level: number): number {
  requireLevel(level);
  const width = high - low;
  // Rounding may leave a width that is a hair outside.
  if (!(proportion >= 0 && proportion <= 1 && width >= -1e-12 && width <= 1 + 1e-12)) {
    throw new BugError("INTERNAL", `effective size of ${proportion} in ${low} to ${high}`);
  }
  const square = Math.min(1, width * width);
  if (width <= 0) {
    return Number.POSITIVE_INFINITY;
  }
  if (square === 1) {
    return 0;
  }
  const half = 2 * proportion * (1 - proportion) - square;
  // Of the two forms of the root, the one that does not subtract like from like.
  const root = Math.sqrt(half * half + (1 - square) * square);
  const spread = half > 0 ? square / (half + root) : (root - half) / (1 - square);
  const critical = normalQuantile((1 + level) / 2);
  return (critical * critical) / spread;
}
