import { BugError } from "../base/errors.ts";
import { requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { DifferenceEstimate } from "./unpaired-difference.ts";

/** Right answers and items of two groups in each stratum; the four arrays are parallel. */
export interface StratifiedCounts {
  readonly firstRight: Float64Array;
  readonly firstSize: Float64Array;
  readonly secondRight: Float64Array;
  readonly secondSize: Float64Array;
}

/** Mantel and Haenszel's risk difference. */
export interface MantelHaenszelDifference extends DifferenceEstimate {
  /** Sato's. */
  readonly variance: number;
  /** Strata in which both groups have items. */
  readonly strata: number;
}

/**
 * Mantel and Haenszel's weight of each stratum, n₁n₂/(n₁ + n₂): 0 where a side is empty.
 *
 * @example mantelHaenszelWeights(Float64Array.of(10, 3), Float64Array.of(10, 0)) // [5, 0]
 */
export function mantelHaenszelWeights(firstSize: Float64Array, secondSize: Float64Array): Float64Array {
  return firstSize.map((first, stratum) => {
    const second = secondSize[stratum] ?? 0;
    return first > 0 && second > 0 ? (first * second) / (first + second) : 0;
  });
}

/**
 * Mantel and Haenszel's difference of two proportions over strata, for independent items that are right or wrong, with
 * Sato's variance, which holds for few large and for many small strata alike, and the normal interval (within −1 to 1).
 * Strata with an empty side are left out. Null where none is left. Where all are right or all wrong in both groups the
 * variance is 0; `stratifiedDifference` gives an interval that has a width even then, and one for clustered items.
 * Throws INTERNAL for more right than items or a level outside (0, 1).
 * Source: Greenland & Robins 1985, doi:10.2307/2530643; Sato 1989, Biometrics 45, 1323–1324.
 *
 * @example
 * mantelHaenszelDifference({ firstRight: Float64Array.of(8, 3), firstSize: Float64Array.of(10, 10),
 *   secondRight: Float64Array.of(6, 2), secondSize: Float64Array.of(10, 20) }, 0.95)?.value // 0.2
 */
export function mantelHaenszelDifference(counts: StratifiedCounts, level: number): MantelHaenszelDifference | null {
  requireLevel(level);
  const { firstRight, firstSize, secondRight, secondSize } = counts;
  const weights = mantelHaenszelWeights(firstSize, secondSize);
  let strata = 0;
  let totalWeight = 0;
  let weighted = 0;
  let fromDifference = 0;
  let fromMiddle = 0;
  for (let stratum = 0; stratum < weights.length; stratum++) {
    const n = firstSize[stratum] ?? 0;
    const m = secondSize[stratum] ?? 0;
    const x = firstRight[stratum] ?? 0;
    const y = secondRight[stratum] ?? 0;
    if (!(x >= 0 && x <= n && y >= 0 && y <= m)) {
      throw new BugError("INTERNAL", `a stratum of ${x} right of ${n} and ${y} of ${m}`);
    }
    const weight = weights[stratum] ?? 0;
    if (weight > 0) {
      const all = n + m;
      strata += 1;
      totalWeight += weight;
      weighted += weight * (x / n - y / m);
      fromDifference += (n * n * y - m * m * x + (n * m * (m - n)) / 2) / (all * all);
      fromMiddle += (x * (m - y) + y * (n - x)) / (2 * all);
    }
  }
  if (strata === 0) {
    return null;
  }
  const value = weighted / totalWeight;
  const variance = Math.max(0, value * fromDifference + fromMiddle) / (totalWeight * totalWeight);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), variance, strata };
}
