import { type AgreementEstimate, chanceCorrectedInterval, influenceVariance } from "./chance-corrected-interval.ts";
import { requireLevel } from "./interval.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { type CategoryCounts, ratedCases } from "./rated-cases.ts";

/**
 * Gwet's AC1 of any number of raters, with an interval that holds for clustered cases. Unlike kappa it does not fall
 * towards 0 when almost all cases are of one category ("the paradox of high agreement"), the usual case of a rare
 * label: chance agreement is Σ π(1 − π)/(categories − 1), with π the mean share of a category in a case.
 *
 * Ratings may be missing: agreement is over the cases with at least two ratings, the shares are over all with any;
 * cases without a rating are left out. The categories are those of the scale, used or not. The variance is Gwet's for
 * complete ratings, its linearisation where some are missing, summed within clusters; `chanceCorrectedInterval` says
 * how the limits are made.
 *
 * Not estimable, with the reason: no case with two ratings, or a scale of one category. Throws INTERNAL for fractional
 * or negative counts, counts that are not `categories` to a case, or a level outside (0, 1).
 * Source: Gwet 2008, doi:10.1348/000711006X126600; Gwet 2014, Handbook of Inter-Rater Reliability (missing ratings).
 *
 * @example
 * const one = { counts: Float64Array.of(2, 0, 2, 0, 1, 1), categories: 2, clusters: Int32Array.of(0, 1, 2) };
 * gwetAc1(one, 0.95) // value 0.5384…, agreement 0.6666…, expected 0.2777…
 */
export function gwetAc1(data: CategoryCounts, level: number): AgreementEstimate | NotEstimable {
  requireLevel(level);
  const kept = withoutUnrated(data);
  const { counts, categories } = kept;
  const { ratings, agreements, compared, agreement, index } = ratedCases(kept);
  if (compared === 0) {
    return notEstimable("no case has two ratings");
  }
  if (categories < 2) {
    return notEstimable("the scale has one category");
  }
  const cases = ratings.length;
  const shares = new Float64Array(categories);
  for (let at = 0; at < counts.length; at++) {
    const own = (counts[at] ?? 0) / (ratings[Math.floor(at / categories)] ?? 1);
    shares[at % categories] = (shares[at % categories] ?? 0) + own / cases;
  }
  const expected = shares.reduce((sum, share) => sum + share * (1 - share), 0) / (categories - 1);
  const room = 1 - expected;
  const value = (agreement - expected) / room;
  const influences = new Float64Array(cases);
  for (let i = 0; i < cases; i++) {
    const raters = ratings[i] ?? 0;
    let byChance = 0;
    for (let category = 0; category < categories; category++) {
      byChance += ((1 - (shares[category] ?? 0)) * (counts[i * categories + category] ?? 0)) / raters;
    }
    const own = raters < 2 ? 0 : (cases / compared) * ((agreements[i] ?? 0) - agreement);
    influences[i] = (own - 2 * (1 - value) * (byChance / (categories - 1) - expected)) / room;
  }
  const variance = influenceVariance(influences, index);
  return {
    status: "estimated",
    value,
    ...chanceCorrectedInterval({ agreement, expected, variance, sizes: index.sizes }, level),
    standardError: Math.sqrt(variance),
    agreement,
    expected,
    cases: compared,
    clusters: index.count,
  };
}

function withoutUnrated({ counts, categories, clusters }: CategoryCounts): CategoryCounts {
  const rated = new Uint8Array(clusters.length);
  for (let at = 0; at < counts.length; at++) {
    if (counts[at] !== 0) {
      rated[Math.floor(at / categories)] = 1;
    }
  }
  if (!rated.includes(0)) {
    return { counts, categories, clusters };
  }
  return {
    counts: counts.filter((_, at) => rated[Math.floor(at / categories)] === 1),
    categories,
    clusters: clusters.filter((_, at) => rated[at] === 1),
  };
}
