import { dominance } from "./dominance.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** Cliff's δ of two groups; −1 to 1. */
export interface CliffsDelta {
  /** P(first > second) − P(first < second) in the samples. */
  readonly delta: number;
  /** Cliff's consistent estimate of the variance of δ; null with fewer than two values in a group. */
  readonly variance: number | null;
  /** Null with fewer than two values in a group. */
  readonly interval: Interval | null;
}

/**
 * Cliff's δ: how much more often a value of the first group exceeds one of the second than the reverse; 1 where all
 * do, 0 where neither dominates. The interval is Feng and Cliff's asymmetric one, from Cliff's consistent variance.
 * Student's t has Brunner and Munzel's degrees of freedom in place of n + m − 2, which cover too little where the
 * smaller group spreads more. Where one group dominates wholly (±1, no variance) they are n + m − 2, and the inner
 * limit is (b − t²)/(b + t²) with b the size of the smaller group.
 *
 * Values are taken for independent: no clusters. Null where a group is empty. Throws INTERNAL for a level outside
 * (0, 1) or values that are not finite.
 * Source: Cliff 1993, doi:10.1037/0033-2909.114.3.494; Feng & Cliff 2004, doi:10.22237/jmasm/1099267560; Brunner &
 * Munzel 2000, doi:10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U.
 *
 * @example cliffsDelta(Float64Array.of(3, 4, 5), Float64Array.of(1, 2, 4), 0.95)?.delta // 0.666…
 */
export function cliffsDelta(first: Float64Array, second: Float64Array, level: number): CliffsDelta | null {
  requireLevel(level);
  const pairs = dominance(first, second);
  if (pairs === null) {
    return null;
  }
  const delta = pairs.mean;
  const n = first.length;
  const m = second.length;
  if (n < 2 || m < 2) {
    return { delta, variance: null, interval: null };
  }
  const ofFirst = squaresAround(pairs.ofFirst, delta) / (n - 1);
  const ofSecond = squaresAround(pairs.ofSecond, delta) / (m - 1);
  const ofPairs = Math.max(0, pairs.untied - n * m * delta * delta) / ((n - 1) * (m - 1));
  const variance = ((m - 1) * ofFirst + (n - 1) * ofSecond + ofPairs) / (n * m);
  const t = studentTQuantile((1 + level) / 2, degreesOfFreedom(ofFirst / n, ofSecond / m, n, m));
  return { delta, variance, interval: fengCliff(delta, variance, t, Math.min(n, m)) };
}

function fengCliff(delta: number, variance: number, t: number, smaller: number): Interval {
  if (Math.abs(delta) === 1) {
    const inner = (smaller - t * t) / (smaller + t * t);
    return delta > 0 ? { low: inner, high: 1 } : { low: -1, high: -inner };
  }
  const square = delta * delta;
  const half = t * Math.sqrt(variance) * Math.sqrt((1 - square) ** 2 + t * t * variance);
  const scale = 1 - square + t * t * variance;
  const centre = delta - delta * square;
  return { low: Math.max(-1, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/** Satterthwaite's, as Brunner and Munzel take them; n + m − 2 where there is no variance. */
function degreesOfFreedom(first: number, second: number, n: number, m: number): number {
  const sum = first + second;
  return sum > 0 ? (sum * sum) / ((first * first) / (n - 1) + (second * second) / (m - 1)) : n + m - 2;
}

function squaresAround(values: Float64Array, centre: number): number {
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    squares += ((values[at] ?? 0) - centre) ** 2;
  }
  return squares;
}
