import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** From so many degrees of freedom three terms around the normal quantile are exact to the last bits. */
const expansionFrom = 1e6;

/**
 * Quantile of Student's t distribution. `probability` 0–1 (∓Infinity at the ends, NaN outside);
 * `degrees` of freedom above 0, fractions allowed. Relative error below 1e-10.
 * Source: Abramowitz & Stegun 26.7.1, through the incomplete beta function; 26.7.5 from a million degrees on.
 *
 * @example studentTQuantile(0.975, 9) // 2.2621571628…
 */
export function studentTQuantile(probability: number, degrees: number): number {
  if (!(degrees > 0 && probability >= 0 && probability <= 1)) {
    return Number.NaN;
  }
  if (probability === 0.5) {
    return 0;
  }
  if (probability === 0 || probability === 1) {
    return normalQuantile(probability);
  }
  if (degrees >= expansionFrom) {
    return nearNormal(normalQuantile(probability), degrees);
  }
  const sign = probability < 0.5 ? -1 : 1;
  const tail = Math.min(probability, 1 - probability);
  // t²/(degrees + t²) is Beta(½, degrees/2); from the side on which the probability is small and exact.
  const { x, complement } =
    tail < 0.25
      ? swapped(inverseIncompleteBeta(2 * tail, degrees / 2, 0.5))
      : inverseIncompleteBeta(2 * Math.abs(probability - 0.5), 0.5, degrees / 2);
  return sign * Math.sqrt((degrees * x) / complement);
}

/** Cornish–Fisher expansion around the normal quantile z; z itself for infinitely many degrees. */
function nearNormal(z: number, degrees: number): number {
  const square = z * z;
  const first = (z * (square + 1)) / (4 * degrees);
  const second = (z * ((5 * square + 16) * square + 3)) / (96 * degrees * degrees);
  return z + first + second;
}

function swapped(quantile: { readonly x: number; readonly complement: number }) {
  return { x: quantile.complement, complement: quantile.x };
}
