import { betaDensity, lowerArea } from "./incomplete-beta.ts";

/** A point of (0, 1) and its complement, both to full relative accuracy. */
export interface BetaQuantile {
  readonly x: number;
  readonly complement: number;
}

/**
 * The x below which a Beta(a, b) variable falls with the given probability, with 1 − x beside it.
 * a, b > 0, probability 0–1 (outside: NaN). Relative error of the smaller of the two below 1e-11 in the ranges
 * of interval estimation (a, b from 0.5 to 1e6, tail probabilities down to 1e-6).
 * Newton's method in the logarithm of whichever side is smaller, kept inside a shrinking bracket.
 *
 * @example inverseIncompleteBeta(0.6875, 2, 3).x // 0.5
 */
export function inverseIncompleteBeta(probability: number, a: number, b: number): BetaQuantile {
  if (!(a > 0 && b > 0 && probability >= 0 && probability <= 1)) {
    return { x: Number.NaN, complement: Number.NaN };
  }
  if (probability === 0 || probability === 1) {
    return { x: probability, complement: 1 - probability };
  }
  if (lowerArea(0.5, 0.5, a, b) >= probability) {
    const x = lowerHalfQuantile(a, b, (point) => lowerArea(point, 1 - point, a, b) - probability);
    return { x, complement: 1 - x };
  }
  // Above ½ the complement is the small side: P(1 − X < y) = 1 − probability there.
  const complement = lowerHalfQuantile(b, a, (point) => probability - lowerArea(1 - point, point, a, b));
  return { x: 1 - complement, complement };
}

/** Root in (0, ½] of a rising excess whose slope is the Beta(a, b) density. */
function lowerHalfQuantile(a: number, b: number, excess: (x: number) => number): number {
  let low = -745;
  let high = Math.log(0.5);
  let point = Math.min(high, Math.log(Math.max(a / (a + b), 1e-300)));
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(point);
    const error = excess(x);
    if (error === 0) {
      return x;
    }
    if (error > 0) {
      high = point;
    } else {
      low = point;
    }
    const slope = betaDensity(x, 1 - x, a, b) * x;
    const newton = point - error / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - point) < 1e-15 * Math.max(1, Math.abs(point)) || high - low < 1e-15) {
      return Math.exp(next);
    }
    point = next;
  }
  return Math.exp(point);
}
