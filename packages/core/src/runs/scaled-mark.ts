import type { Mark } from "../records/score.ts";

/** A mark on the scale of the score table. NaN for both where the scorer gave none. */
export interface ScaledMark {
  /** (points − min) / (max − min), 0–1. */
  readonly points: number;
  /** min / max. */
  readonly least: number;
}

/** Put a scorer's mark on the scale of the score table. */
export function scaledMark(mark: Mark): ScaledMark {
  return mark.points === null
    ? { points: Number.NaN, least: Number.NaN }
    : { points: (mark.points - mark.min) / (mark.max - mark.min), least: mark.min / mark.max };
}
