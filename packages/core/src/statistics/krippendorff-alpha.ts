import { BugError } from "../base/errors.ts";
import { type IndexedRatings, indexedRatings, type RatingTable } from "./indexed-ratings.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** What the numbers of a rating mean, which decides how far apart two of them are. */
export type MeasurementLevel = "nominal" | "ordinal" | "interval" | "ratio";

/** Krippendorff's alpha and what it is made of. */
export interface KrippendorffAlpha {
  readonly status: "estimated";
  /** 1 is full agreement, 0 what chance would give; below 0 where raters disagree systematically. */
  readonly value: number;
  /** Observed disagreement within units, in squared differences of the level; for nominal the share of pairs. */
  readonly observed: number;
  /** Disagreement of any two ratings, whatever their units. */
  readonly expected: number;
  /** Greatest difference of two values that were given: the most that `observed` could be. */
  readonly greatest: number;
  /** Units with at least two ratings, and their ratings. */
  readonly units: number;
  readonly ratings: number;
}

/**
 * Krippendorff's alpha, 1 − observed/expected disagreement: agreement of any number of raters with any of them missing,
 * on a nominal, ordinal, interval or ratio scale. Units with fewer than two ratings are left out. Differences are 1 for
 * any two nominal values, squared differences of values (interval) or of their mid-ranks among all ratings (ordinal),
 * and ((a − b)/(a + b))² (ratio, from 0 up, 0 between zeros).
 *
 * Not estimable, with the reason: no unit with two ratings; all ratings the same. Throws INTERNAL for a table of broken
 * rows, an infinite rating, or a negative one on a ratio scale.
 * Source: Krippendorff 2019, Content Analysis, 4th edition, chapter 12; Krippendorff 2011, Computing Krippendorff's
 * Alpha-Reliability, https://repository.upenn.edu/asc_papers/43.
 *
 * @example
 * krippendorffAlpha({ values: Float64Array.of(1, 1, 2, 2, 3, NaN, 1, 2), raters: 2 }, "nominal")
 * // { status: "estimated", value: 0.4444…, observed: 0.3333…, expected: 0.6, greatest: 1, units: 3, ratings: 6 }
 */
export function krippendorffAlpha(table: RatingTable, level: MeasurementLevel): KrippendorffAlpha | NotEstimable {
  const ratings = indexedRatings(table);
  const units = ratings.units.length;
  if (units === 0) {
    return notEstimable("no unit has two ratings");
  }
  if (ratings.scale.length < 2) {
    return notEstimable("every rating is one and the same");
  }
  return krippendorffFrom(ratings, level);
}

/** Alpha of indexed ratings with at least one unit and two different values. */
export function krippendorffFrom(ratings: IndexedRatings, level: MeasurementLevel): KrippendorffAlpha {
  const units = ratings.ends.length;
  const { observed, expected, greatest } = weightedDisagreement(ratings, level)(new Int32Array(units).fill(1));
  const value = 1 - observed / expected;
  return { status: "estimated", value, observed, expected, greatest, units, ratings: ratings.places.length };
}

/** Disagreements of a weighted set of units. */
export interface Disagreement {
  readonly observed: number;
  /** 0 where all ratings are the same; NaN without any. */
  readonly expected: number;
  readonly greatest: number;
}

/**
 * A function that gives the disagreements when each unit is taken as often as its weight says, for resampling. The
 * arrays it works on are reused from call to call. Throws INTERNAL for a negative rating on a ratio scale.
 */
export function weightedDisagreement(
  ratings: IndexedRatings,
  level: MeasurementLevel,
): (weights: Int32Array) => Disagreement {
  const { scale, places, ends } = ratings;
  if (level === "ratio" && (scale[0] ?? 0) < 0) {
    throw new BugError("INTERNAL", `a rating of ${scale[0]} on a ratio scale`);
  }
  const marginals = new Float64Array(scale.length);
  const scores = level === "ordinal" ? new Float64Array(scale.length) : scale;
  // On all but the ordinal scale a unit's disagreement does not depend on the other units.
  const own = level === "ordinal" ? null : unitDisagreements(ratings, scale, level);
  return (weights) => {
    marginals.fill(0);
    let total = 0;
    let from = 0;
    for (let unit = 0; unit < ends.length; unit++) {
      const end = ends[unit] ?? 0;
      const weight = weights[unit] ?? 0;
      if (weight > 0) {
        for (let at = from; at < end; at++) {
          const place = places[at] ?? 0;
          marginals[place] = (marginals[place] ?? 0) + weight;
        }
        total += weight * (end - from);
      }
      from = end;
    }
    if (level === "ordinal") {
      fillMidRanks(marginals, scores);
    }
    const within = own ?? unitDisagreements(ratings, scores, level);
    let observed = 0;
    for (let unit = 0; unit < within.length; unit++) {
      observed += (weights[unit] ?? 0) * (within[unit] ?? 0);
    }
    const { sum, greatest } = expectedSum(marginals, scores, level, total);
    return { observed: observed / total, expected: sum / (total * (total - 1)), greatest };
  };
}

function difference(one: number, other: number, level: MeasurementLevel): number {
  const apart = one - other;
  if (apart === 0) {
    return 0;
  }
  return level === "nominal" ? 1 : level === "ratio" ? (apart / (one + other)) ** 2 : apart * apart;
}

/** Sum over all ordered pairs of a unit's ratings of their difference, over one less than its ratings. */
function unitDisagreements(
  { places, ends }: IndexedRatings,
  scores: Float64Array,
  level: MeasurementLevel,
): Float64Array {
  const sums = new Float64Array(ends.length);
  let from = 0;
  for (let unit = 0; unit < ends.length; unit++) {
    const end = ends[unit] ?? 0;
    let sum = 0;
    for (let one = from; one < end; one++) {
      for (let other = one + 1; other < end; other++) {
        sum += difference(scores[places[one] ?? 0] ?? 0, scores[places[other] ?? 0] ?? 0, level);
      }
    }
    sums[unit] = (2 * sum) / (end - from - 1);
    from = end;
  }
  return sums;
}

/** Sum over all ordered pairs of ratings of their difference, and the greatest one. */
function expectedSum(
  marginals: Float64Array,
  scores: Float64Array,
  level: MeasurementLevel,
  total: number,
): { readonly sum: number; readonly greatest: number } {
  let sum = 0;
  if (level === "ratio") {
    let greatest = 0;
    for (let one = 0; one < scores.length; one++) {
      for (let other = one + 1; other < scores.length; other++) {
        const weight = (marginals[one] ?? 0) * (marginals[other] ?? 0);
        const apart = difference(scores[one] ?? 0, scores[other] ?? 0, level);
        sum += 2 * weight * apart;
        greatest = weight > 0 && apart > greatest ? apart : greatest;
      }
    }
    return { sum, greatest };
  }
  let mean = 0;
  let first = -1;
  let last = -1;
  for (let place = 0; place < scores.length; place++) {
    const count = marginals[place] ?? 0;
    mean += (count * (scores[place] ?? 0)) / total;
    if (count > 0) {
      first = first < 0 ? place : first;
      last = place;
    }
  }
  for (let place = 0; place < scores.length; place++) {
    const count = marginals[place] ?? 0;
    sum += level === "nominal" ? count * (total - count) : 2 * total * count * ((scores[place] ?? 0) - mean) ** 2;
  }
  return { sum, greatest: difference(scores[last] ?? 0, scores[first] ?? 0, level) };
}

/** The mean rank of each value among all ratings, counted from 0. */
function fillMidRanks(marginals: Float64Array, ranks: Float64Array): void {
  let below = 0;
  for (let place = 0; place < marginals.length; place++) {
    const count = marginals[place] ?? 0;
    ranks[place] = below + count / 2;
    below += count;
  }
}
