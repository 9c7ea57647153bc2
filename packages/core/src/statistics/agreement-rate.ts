import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";
import { type MeanEstimate, meanInterval } from "./mean-interval.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import type { CategoryCounts } from "./rated-cases.ts";
import { ratedCases } from "./rated-cases.ts";

/** Share of agreement with its interval, not corrected for chance. */
export interface AgreementRate extends MeanEstimate {
  readonly status: "estimated";
  /** Cases with at least two ratings. */
  readonly cases: number;
}

/** Two raters' numbers for the same cases; the three arrays are parallel, NaN where a rating is missing. */
export interface RatedValues {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Cluster code of each case. */
  readonly clusters: Int32Array;
}

/**
 * Share of the cases on which two raters' numbers lie at most `tolerance` apart: 0 for exact agreement, 1 for
 * "exact or adjacent" on a scale of whole points. Cases that one of them did not rate are left out. Wilson's interval,
 * clustered where the cases are. Not estimable without a case that both rated. Throws INTERNAL for lists of different
 * length, a negative tolerance or a level outside (0, 1).
 *
 * @example
 * const values = { first: Float64Array.of(1, 4, 5), second: Float64Array.of(1, 3, 2),
 *   clusters: Int32Array.of(0, 1, 2) };
 * agreementRate(values, 1, 0.95) // { status: "estimated", value: 0.6666…, low: 0.2076…, high: 0.9385…, cases: 3, … }
 */
export function agreementRate(
  { first, second, clusters }: RatedValues,
  tolerance: number,
  level: number,
): AgreementRate | NotEstimable {
  const n = first.length;
  if (second.length !== n || clusters.length !== n || !(tolerance >= 0)) {
    throw new BugError("INTERNAL", `agreement within ${tolerance} of ${n} and ${second.length} ratings`);
  }
  const both = (_: number, at: number): boolean => !Number.isNaN((first[at] ?? 0) - (second[at] ?? 0));
  const agreed = first.map((value, at) => (Math.abs(value - (second[at] ?? 0)) <= tolerance + 1e-9 ? 1 : 0));
  return rateOf(agreed.filter(both), clusters.filter(both), level);
}

/**
 * Mean over the cases of the share of pairs of raters who say the same of a case, for any number of raters with any of
 * them missing; cases with fewer than two ratings are left out. This is the observed agreement of Fleiss' kappa and
 * Gwet's AC1. Not estimable without a case with two ratings. Throws INTERNAL as they do.
 *
 * @example
 * const cases = { counts: Float64Array.of(3, 0, 0, 3, 2, 1), categories: 2, clusters: Int32Array.of(0, 1, 2) };
 * pairwiseAgreementRate(cases, 0.95) // value 0.7777…
 */
export function pairwiseAgreementRate(data: CategoryCounts, level: number): AgreementRate | NotEstimable {
  const { ratings, agreements } = ratedCases(data);
  const several = (_: number, at: number): boolean => (ratings[at] ?? 0) >= 2;
  return rateOf(agreements.filter(several), data.clusters.filter(several), level);
}

function rateOf(points: Float64Array, clusters: Int32Array, level: number): AgreementRate | NotEstimable {
  const found = meanInterval(points, clusterIndex(clusters), level);
  return found === null
    ? notEstimable("no case has two ratings")
    : { status: "estimated", ...found, cases: points.length };
}
