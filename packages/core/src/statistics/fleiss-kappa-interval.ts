import {
  type AgreementEstimate,
  chanceCorrectedInterval,
  influenceVariance,
  rarestUsed,
  withMore,
} from "./chance-corrected-interval.ts";
import { clusterIndex } from "./cluster-index.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { requireLevel } from "./interval.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { type CategoryCounts, ratedCases } from "./rated-cases.ts";

/**
 * Fleiss' kappa of any number of raters with an interval that holds for clustered cases. The value is that of
 * `fleissKappa`: cases with fewer than two ratings are left out. The variance is the linearised one (Gwet's, which does
 * not assume that raters agree by chance alone, as Fleiss' own test does), summed within clusters;
 * `chanceCorrectedInterval` and `rarestUsed` say how the limits are made.
 *
 * Not estimable, with the reason: no case with two ratings; every rating of one category. Throws INTERNAL for
 * fractional or negative counts, counts that are not `categories` to a case, or a level outside (0, 1).
 * Source: Fleiss 1971, doi:10.1037/h0031619; Gwet 2008, doi:10.1348/000711006X126600 (variance).
 *
 * @example
 * const cases = { counts: Float64Array.of(3, 0, 0, 3, 2, 1), categories: 2, clusters: Int32Array.of(0, 1, 2) };
 * fleissKappaInterval(cases, 0.95) // value 0.55, agreement 0.7777…, expected 0.5061…
 */
export function fleissKappaInterval(data: CategoryCounts, level: number): AgreementEstimate | NotEstimable {
  requireLevel(level);
  const found = plainFleissKappa(data, level);
  if (found.status !== "estimated") {
    return found;
  }
  const { counts, categories, clusters } = data;
  const totals = new Float64Array(categories);
  for (let at = 0; at < counts.length; at++) {
    totals[at % categories] = (totals[at % categories] ?? 0) + (counts[at] ?? 0);
  }
  const raters = Math.max(2, Math.round(totals.reduce((sum, count) => sum + count, 0) / clusters.length));
  const index = clusterIndex(clusters);
  const times = Math.round(clusters.length / index.count);
  const counted = new Float64Array(counts.length + times * categories);
  counted.set(counts);
  const rarest = rarestUsed(totals);
  for (let at = counts.length; at < counted.length; at += categories) {
    counted[at + rarest] = raters;
  }
  const more = { counts: counted, categories, clusters: withMore(index.of, index.count, times) };
  const other = plainFleissKappa(more, level);
  return other.status === "estimated" ? { ...found, high: Math.max(found.high, other.high) } : found;
}

/** Fleiss' kappa with the limits that its own variance gives. */
function plainFleissKappa(data: CategoryCounts, level: number): AgreementEstimate | NotEstimable {
  const { counts, categories } = data;
  const all = ratedCases(data);
  const several = (_: number, i: number): boolean => (all.ratings[i] ?? 0) >= 2;
  const kept = {
    counts: counts.filter((_, at) => several(0, Math.floor(at / categories))),
    categories,
    clusters: data.clusters.filter(several),
  };
  const found = fleissKappa(kept.counts, categories);
  if (found === null) {
    return notEstimable("no case has two ratings");
  }
  const { agreement, expected, kappa } = found;
  if (kappa === null) {
    return notEstimable("every rating is of one and the same category");
  }
  const { ratings, agreements, index } = ratedCases(kept);
  const cases = ratings.length;
  const total = ratings.reduce((sum, count) => sum + count, 0);
  const shares = new Float64Array(categories);
  for (let at = 0; at < kept.counts.length; at++) {
    shares[at % categories] = (shares[at % categories] ?? 0) + (kept.counts[at] ?? 0) / total;
  }
  const room = 1 - expected;
  const influences = new Float64Array(cases);
  for (let i = 0; i < cases; i++) {
    let byChance = -expected * (ratings[i] ?? 0);
    for (let category = 0; category < categories; category++) {
      byChance += (shares[category] ?? 0) * (kept.counts[i * categories + category] ?? 0);
    }
    const ownExpected = (2 * byChance * cases) / total;
    influences[i] = ((agreements[i] ?? 0) - agreement - (1 - kappa) * ownExpected) / room;
  }
  const variance = influenceVariance(influences, index);
  const limits = chanceCorrectedInterval({ agreement, expected, variance, sizes: index.sizes }, level);
  const standardError = Math.sqrt(variance);
  const shared = { agreement, expected, cases, clusters: index.count };
  return { status: "estimated", value: kappa, ...limits, standardError, ...shared };
}
