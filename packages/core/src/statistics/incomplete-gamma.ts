import { BugError } from "../base/errors.ts";
import { devianceTerm } from "./deviance-term.ts";
import { stirlingCorrection } from "./stirling-correction.ts";

/** Terms after which a series is given up; near x = a it needs some multiple of √a, so this serves up to 1e8. */
const mostTerms = 200_000;
const smallest = 1e-300;

/**
 * Regularised lower incomplete gamma function P(a, x): the probability that a gamma variable of shape a is below x.
 * a > 0 and x ≥ 0 (outside: NaN); 1 at Infinity. Relative error below 1e-11 for a up to 1e6, in the tail too.
 * Source: Numerical Recipes 6.2 (series and continued fraction); Loader 2000 (a prefactor without cancellation).
 *
 * @example regularisedLowerGamma(2, 3) // 0.8008517…
 */
export function regularisedLowerGamma(a: number, x: number): number {
  if (!isWithinRange(a, x)) {
    return Number.NaN;
  }
  return x < a + 1 ? bySeries(a, x) : 1 - byFraction(a, x);
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), computed by itself, so that a small tail keeps
 * its digits. a > 0 and x ≥ 0 (outside: NaN); 0 at Infinity. Relative error below 1e-11 for a from 0.1 to 1e6.
 *
 * @example regularisedUpperGamma(2, 3) // 0.1991482…
 */
export function regularisedUpperGamma(a: number, x: number): number {
  if (!isWithinRange(a, x)) {
    return Number.NaN;
  }
  return x < a + 1 ? 1 - bySeries(a, x) : byFraction(a, x);
}

function isWithinRange(a: number, x: number): boolean {
  return a > 0 && a < Number.POSITIVE_INFINITY && x >= 0;
}

/** xᵃ e⁻ˣ / Γ(a), for x > 0. */
function prefactor(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingCorrection(a) - devianceTerm(a, x));
}

/** P(a, x) for x below a + 1: xᵃ e⁻ˣ / Γ(a + 1) · (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …). */
function bySeries(a: number, x: number): number {
  if (x === 0) {
    return 0;
  }
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= mostTerms; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) {
      return (prefactor(a, x) * sum) / a;
    }
  }
  throw notConverged(a, x);
}

/** Q(a, x) for x from a + 1 on, by Lentz's method. */
function byFraction(a: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) {
    return 0;
  }
  let b = x + 1 - a;
  let c = 1 / smallest;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n <= mostTerms; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) {
      return prefactor(a, x) * value;
    }
  }
  throw notConverged(a, x);
}

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value;
}

function notConverged(a: number, x: number): BugError {
  return new BugError("INTERNAL", `incomplete gamma function did not converge for a=${a}, x=${x}`);
}
