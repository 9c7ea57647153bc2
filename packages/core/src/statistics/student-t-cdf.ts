import { lowerArea } from "./incomplete-beta.ts";
import { normalCdf } from "./normal-cdf.ts";

/** From here on two terms around the normal distribution are exact to 1e-11; the beta function loses digits there. */
const expansionFrom = 1e5;

/**
 * Probability that a Student t variable is below t. `degrees` of freedom above 0, fractions allowed, Infinity gives
 * the normal distribution; 0 and 1 at t = ∓Infinity; NaN for other degrees. The lower tail keeps its digits down to
 * 1e-300, with relative error below 1e-10, for |t| up to 1e150; the upper tail is studentTCdf(−t, degrees).
 * Source: Abramowitz & Stegun 26.7.1, through the incomplete beta function; Hill 1970, doi:10.1145/355598.355599,
 * from 1e5 degrees on.
 *
 * @example studentTCdf(-2.262157162798205, 9) // 0.025
 */
export function studentTCdf(t: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(t)) {
    return Number.NaN;
  }
  if (degrees >= expansionFrom) {
    return normalCdf(nearNormal(t, degrees));
  }
  const tail = 0.5 * squareTail(t, degrees);
  return t < 0 ? tail : 1 - tail;
}

/**
 * Two-sided p-value of a t statistic: the probability of one at least as far from 0.
 *
 * @example studentTTwoSided(2.262157162798205, 9) // 0.05
 */
export function studentTTwoSided(t: number, degrees: number): number {
  return 2 * studentTCdf(-Math.abs(t), degrees);
}

/** Probability of a larger t²: degrees/(degrees + t²) is Beta(degrees/2, ½). */
function squareTail(t: number, degrees: number): number {
  // As a ratio of roots, so that t² does not overflow.
  const ratio = Math.abs(t) / Math.sqrt(degrees);
  if (ratio > 1) {
    const inverse = 1 / (ratio * ratio);
    return lowerArea(inverse / (1 + inverse), 1 / (1 + inverse), degrees / 2, 0.5);
  }
  const square = ratio * ratio;
  return lowerArea(1 / (1 + square), square / (1 + square), degrees / 2, 0.5);
}

/** The normal deviate of the same probability as t, for many degrees; t itself for infinitely many. */
function nearNormal(t: number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY || !Number.isFinite(t)) {
    return t;
  }
  const shifted = degrees - 0.5;
  const square = shifted * Math.log1p((t / degrees) * t);
  const z = Math.sqrt(square);
  return Math.sign(t) * (z + (z * (square + 3)) / (48 * shifted * shifted));
}
