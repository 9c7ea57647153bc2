import type { Interval } from "./interval.ts";
import type { MarginSettings } from "./non-inferiority-test.ts";
import type { PairedDifference } from "./paired-difference.ts";
import { pairedDifferenceInterval } from "./paired-difference-interval.ts";
import { requireMargin } from "./require-margin.ts";
import { studentTCdf } from "./student-t-cdf.ts";
import { tangoScore } from "./tango-score.ts";

/** Whether two examinees were shown to differ by less than a margin either way. */
export interface EquivalenceTest extends Interval {
  readonly status: "equivalent" | "not-shown";
  /** The larger of the two one-sided p-values. */
  readonly p: number;
  /** One-sided, of a difference at or below −margin. */
  readonly lowerP: number;
  /** One-sided, of a difference at or above margin. */
  readonly upperP: number;
  /** Mean of the first minus mean of the second; low and high are the limits of its (1 − 2·alpha) interval. */
  readonly value: number;
}

/**
 * Two one-sided tests (TOST) of whether the mean points of two examinees differ by less than a margin either way:
 * equivalent exactly where the (1 − 2·alpha) interval lies within ∓margin. Both are Tango's score tests, as in
 * `nonInferiorityTest`. "Not shown" is no evidence of a difference. Exchanging the examinees exchanges the p-values.
 * Throws INTERNAL for a margin outside (0, 1) or an alpha outside (0, ½).
 * Source: Schuirmann 1987, doi:10.1007/BF01068419; Tango 1998,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
 *
 * @example equivalenceTest(difference, { margin: 0.1, alpha: 0.05 })
 * // for b = 1, c = 1 of 44 units: { status: "equivalent", p: 0.0242…, low: -0.0763…, high: 0.0763…, … }
 */
export function equivalenceTest(difference: PairedDifference, settings: MarginSettings): EquivalenceTest {
  requireMargin(settings);
  const { margin, alpha } = settings;
  const { effectiveSize, degrees } = difference;
  const lowerP = studentTCdf(-tangoScore(difference, effectiveSize, -margin), degrees);
  const upperP = studentTCdf(tangoScore(difference, effectiveSize, margin), degrees);
  const p = Math.max(lowerP, upperP);
  const { value, low, high } = pairedDifferenceInterval(difference, 1 - 2 * alpha);
  return { status: p < alpha ? "equivalent" : "not-shown", p, lowerP, upperP, low, high, value };
}
