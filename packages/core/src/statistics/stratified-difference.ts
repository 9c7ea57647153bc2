import { BugError } from "../base/errors.ts";
import { mantelHaenszelWeights } from "./mantel-haenszel-difference.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { type StratifiedGroup, stratumTotals, stratumWeightedMean } from "./stratum-weighted-mean.ts";
import { type DifferenceEstimate, differenceOf } from "./unpaired-difference.ts";

/** How the strata are weighed. */
export interface StratifiedDifferenceOptions {
  /** Strata are numbered 0 to strata − 1. */
  readonly strata: number;
  /**
   * "mantel-haenszel": n₁n₂/(n₁ + n₂), the most precise where the difference is about the same in all strata.
   * "pooled": the share of the stratum among the items of both groups, the difference that two exams of the same
   * make-up would show.
   */
  readonly weights: "mantel-haenszel" | "pooled";
  /** Confidence level, 0–1. */
  readonly level: number;
}

/** A difference of two groups within strata. */
export interface StratifiedDifference {
  readonly status: "estimated";
  /** Mean of each group, both with the same weights of the strata. */
  readonly first: DifferenceEstimate;
  readonly second: DifferenceEstimate;
  /** First − second, −1 to 1. */
  readonly difference: DifferenceEstimate;
  readonly strataUsed: number;
  /** What was left out because the other group has nothing in the stratum. */
  readonly excluded: { readonly strata: number; readonly first: number; readonly second: number };
}

/**
 * Difference of two unpaired groups of 0–1 points adjusted for strata, so that a group with more items of a difficult
 * kind is not taken for a more difficult group. Strata in which one side is empty are excluded and counted.
 *
 * Both groups get the same weights of the strata; each adjusted mean has the interval of `stratumWeightedMean`, cluster
 * robust where items are clustered, and that of the difference is made of the distances to their limits (the
 * stratified Newcombe interval), so it stays within −1 to 1 and has a width where all is right or wrong. With
 * "mantel-haenszel" the value is that of `mantelHaenszelDifference`.
 *
 * Not estimable where no stratum holds items of both. Throws INTERNAL for a point outside 0–1 or a stratum out of
 * range.
 * Source: Mantel & Haenszel 1959; Greenland & Robins 1985, doi:10.2307/2530643; Yan & Su 2010, Statistics in
 * Biopharmaceutical Research 2, 329–335.
 *
 * @example
 * stratifiedDifference(attending, senior, { strata: 2, weights: "mantel-haenszel", level: 0.95 })
 * // { status: "estimated", difference: { value: 0.03, … }, strataUsed: 2, … }
 */
export function stratifiedDifference(
  first: StratifiedGroup,
  second: StratifiedGroup,
  options: StratifiedDifferenceOptions,
): StratifiedDifference | NotEstimable {
  requireGroup(first, options.strata);
  requireGroup(second, options.strata);
  const sizes = stratumTotals(first, options.strata).sizes;
  const otherSizes = stratumTotals(second, options.strata).sizes;
  const weights =
    options.weights === "mantel-haenszel"
      ? mantelHaenszelWeights(sizes, otherSizes)
      : sizes.map((size, stratum) =>
          size > 0 && (otherSizes[stratum] ?? 0) > 0 ? size + (otherSizes[stratum] ?? 0) : 0,
        );
  const one = stratumWeightedMean(first, weights, options.level);
  const other = stratumWeightedMean(second, weights, options.level);
  if (one === null || other === null) {
    return notEstimable("no stratum holds items of both groups");
  }
  const excluded = { strata: 0, first: 0, second: 0 };
  let strataUsed = 0;
  for (let stratum = 0; stratum < options.strata; stratum++) {
    const size = sizes[stratum] ?? 0;
    const otherSize = otherSizes[stratum] ?? 0;
    if (size > 0 && otherSize > 0) {
      strataUsed += 1;
    } else if (size + otherSize > 0) {
      excluded.strata += 1;
      excluded.first += size;
      excluded.second += otherSize;
    }
  }
  return {
    status: "estimated",
    first: one,
    second: other,
    difference: differenceOf(one, other),
    strataUsed,
    excluded,
  };
}

function requireGroup({ points, clusters, strata }: StratifiedGroup, count: number): void {
  if (clusters.length !== points.length || strata.length !== points.length) {
    throw new BugError("INTERNAL", `${points.length} points, ${clusters.length} clusters, ${strata.length} strata`);
  }
  for (let row = 0; row < points.length; row++) {
    const point = points[row] ?? 0;
    const stratum = strata[row] ?? 0;
    if (!(point >= 0 && point <= 1 && stratum >= 0 && stratum < count)) {
      throw new BugError("INTERNAL", `a point of ${point} in stratum ${stratum} of ${count}, row ${row}`);
    }
  }
}
