import { devianceTerm } from "./deviance-term.ts";
import { lowerArea } from "./incomplete-beta.ts";
import { stirlingCorrection } from "./stirling-correction.ts";

/**
 * Probability of at most k successes in n trials, exact: P(X ≤ k) for X binomial. k and n are whole numbers, n ≥ 0,
 * probability 0–1 (else NaN); 0 for k below 0, 1 from k = n on. Relative error below 1e-10, down to 1e-300.
 * Source: Abramowitz & Stegun 26.5.24, through the incomplete beta function.
 *
 * @example binomialLowerTail(1, 10, 0.5) // 11/1024
 */
export function binomialLowerTail(k: number, n: number, probability: number): number {
  if (!isWithinRange(k, n, probability)) {
    return Number.NaN;
  }
  if (k < 0 || k >= n) {
    return k < 0 ? 0 : 1;
  }
  return lowerArea(1 - probability, probability, n - k, k + 1);
}

/**
 * Probability of at least k successes in n trials: P(X ≥ k), computed by itself, so that a small tail keeps its
 * digits. 1 for k at or below 0, 0 above n; otherwise as `binomialLowerTail`.
 *
 * @example binomialUpperTail(9, 10, 0.5) // 11/1024
 */
export function binomialUpperTail(k: number, n: number, probability: number): number {
  if (!isWithinRange(k, n, probability)) {
    return Number.NaN;
  }
  if (k <= 0 || k > n) {
    return k <= 0 ? 1 : 0;
  }
  return lowerArea(probability, 1 - probability, k, n - k + 1);
}

/**
 * Probability of exactly k successes in n trials, P(X = k); 0 for k outside 0 to n, otherwise as `binomialLowerTail`.
 * Loader's saddle-point form rather than a difference of logarithms of gamma functions, which would lose digits as n
 * grows. Source: Loader 2000, Fast and Accurate Computation of Binomial Probabilities.
 *
 * @example binomialMass(1, 10, 0.5) // 10/1024
 */
export function binomialMass(k: number, n: number, probability: number): number {
  if (!isWithinRange(k, n, probability)) {
    return Number.NaN;
  }
  if (k < 0 || k > n) {
    return 0;
  }
  if (probability === 0 || probability === 1) {
    return k === n * probability ? 1 : 0;
  }
  if (k === 0 || k === n) {
    return Math.exp(n * (k === 0 ? Math.log1p(-probability) : Math.log(probability)));
  }
  const failures = n - k;
  const correction = stirlingCorrection(n) - stirlingCorrection(k) - stirlingCorrection(failures);
  const deviance = devianceTerm(k, n * probability) + devianceTerm(failures, n * (1 - probability));
  return Math.sqrt(n / (2 * Math.PI * k * failures)) * Math.exp(correction - deviance);
}

function isWithinRange(k: number, n: number, probability: number): boolean {
  return Number.isInteger(k) && Number.isInteger(n) && n >= 0 && probability >= 0 && probability <= 1;
}
