import { regularisedLowerGamma, regularisedUpperGamma } from "./incomplete-gamma.ts";

/**
 * Probability that a chi-square variable is at most x. `degrees` of freedom above 0, fractions allowed; 0 for x at or
 * below 0, NaN for degrees outside (0, Infinity). Relative error below 1e-11.
 * Source: Abramowitz & Stegun 26.4.19.
 *
 * @example chiSquareCdf(3.841458820694124, 1) // 0.95
 */
export function chiSquareCdf(x: number, degrees: number): number {
  return regularisedLowerGamma(degrees / 2, Math.max(0, x) / 2);
}

/**
 * Probability that a chi-square variable is above x: the p-value of a chi-square test. Small tails keep their digits,
 * down to 1e-300. 1 for x at or below 0, NaN for degrees outside (0, Infinity).
 *
 * @example chiSquareUpperTail(3.841458820694124, 1) // 0.05
 */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return regularisedUpperGamma(degrees / 2, Math.max(0, x) / 2);
}
