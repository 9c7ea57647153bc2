import type { PairedDifference } from "./paired-difference.ts";
import { pairedDifferenceInterval } from "./paired-difference-interval.ts";
import { requireMargin } from "./require-margin.ts";
import { studentTCdf } from "./student-t-cdf.ts";
import { tangoScore } from "./tango-score.ts";

/** Whether the first examinee was shown to be no worse than the second by more than a margin. */
export interface NonInferiorityTest {
  readonly status: "non-inferior" | "not-shown";
  /** One-sided, of a difference at or below −margin. */
  readonly p: number;
  /** Lower limit of the (1 − 2·alpha) interval of the difference; above −margin exactly where non-inferior. */
  readonly bound: number;
  /** Mean of the first minus mean of the second. */
  readonly value: number;
}

/** A margin and an error rate, both stated before the data were seen. */
export interface MarginSettings {
  /** The difference that matters, in points; above 0 and below 1. */
  readonly margin: number;
  /** One-sided error rate, above 0 and below ½; 0.025 is usual for non-inferiority, 0.05 for equivalence. */
  readonly alpha: number;
}

/**
 * Test whether the first examinee (a smaller, a quantised, a merged model) is worse than the second by less than a
 * margin. It is Tango's score test at −margin, on the effective size and with the degrees of freedom of the difference,
 * and so agrees with `pairedDifferenceInterval` at level 1 − 2·alpha. "Not shown" is no evidence of inferiority.
 * Equal models are non-inferior only where there are enough units: about margin ≥ z²/(n + z²).
 * Throws INTERNAL for a margin outside (0, 1) or an alpha outside (0, ½).
 * Source: Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
 *
 * @example nonInferiorityTest(difference, { margin: 0.1, alpha: 0.025 })
 * // for b = 1, c = 1 of 44 units: { status: "non-inferior", p: 0.0242…, bound: -0.0990…, value: 0 }
 */
export function nonInferiorityTest(difference: PairedDifference, settings: MarginSettings): NonInferiorityTest {
  requireMargin(settings);
  const { margin, alpha } = settings;
  const p = studentTCdf(-tangoScore(difference, difference.effectiveSize, -margin), difference.degrees);
  const { low, value } = pairedDifferenceInterval(difference, 1 - 2 * alpha);
  return { status: p < alpha ? "non-inferior" : "not-shown", p, bound: low, value };
}
