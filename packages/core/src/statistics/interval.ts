import { BugError } from "../base/errors.ts";

/** A two-sided confidence interval; low ≤ high. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Throws INTERNAL unless the level lies between 0 and 1, both excluded. */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new BugError("INTERNAL", `confidence level must lie between 0 and 1, got ${level}`);
  }
}
