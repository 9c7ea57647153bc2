import { stirlingCorrection } from "./stirling-correction.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
const eulerGamma = 0.5772156649015329;

/** ζ(k) from k = 2; at |z| = 0.3 the 34th term is below 1e-19. */
const zetaFromTwo: readonly number[] = Array.from({ length: 34 }, (_, index) => riemannZeta(index + 2));

/**
 * Natural logarithm of the gamma function for x > 0; Infinity at 0 and at Infinity, NaN below 0.
 * Relative error below 1e-13, near the zeros at 1 and 2 too, where the Taylor series is used.
 * Source: Abramowitz & Stegun 6.1.33 and 6.1.40.
 *
 * @example logGamma(5) // ln 24 = 3.1780538…
 */
export function logGamma(x: number): number {
  if (Number.isNaN(x) || x < 0) {
    return Number.NaN;
  }
  if (x === 0 || x === Number.POSITIVE_INFINITY) {
    return Number.POSITIVE_INFINITY;
  }
  if (Math.abs(x - 1) < 0.3) {
    return logGammaOfOnePlus(x - 1);
  }
  if (Math.abs(x - 2) < 0.3) {
    return Math.log1p(x - 2) + logGammaOfOnePlus(x - 2);
  }
  if (x < 0.7) {
    return logGamma(x + 1) - Math.log(x);
  }
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingCorrection(x);
}

/** ln Γ(1 + z) = z(−γ + Σ ζ(k)(−1)ᵏ z^(k−1)/k), for |z| ≤ 0.3. */
function logGammaOfOnePlus(z: number): number {
  let sum = 0;
  for (let index = zetaFromTwo.length - 1; index >= 0; index--) {
    sum = (zetaFromTwo[index] ?? 1) / (index + 2) - sum * z;
  }
  // Adding 0 turns −0 into 0.
  return z * (sum * z - eulerGamma) + 0;
}

/** ζ(k) for an integer k ≥ 2, by Euler–Maclaurin after 20 terms. */
function riemannZeta(k: number): number {
  const terms = 20;
  let sum = 0;
  for (let n = terms - 1; n >= 1; n--) {
    sum += n ** -k;
  }
  const tail = terms ** (1 - k) / (k - 1) + 0.5 * terms ** -k;
  const correction =
    (k / 12) * terms ** (-k - 1) -
    ((k * (k + 1) * (k + 2)) / 720) * terms ** (-k - 3) +
    ((k * (k + 1) * (k + 2) * (k + 3) * (k + 4)) / 30240) * terms ** (-k - 5);
  return sum + tail + correction;
}
