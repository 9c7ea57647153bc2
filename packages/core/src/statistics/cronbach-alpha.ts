import { fQuantile } from "./f-quantile.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { checkScoreMatrix, type ScoreMatrix } from "./score-matrix.ts";

/** Internal consistency of an exam over a field of candidates. */
export type CronbachAlpha =
  | ({
      readonly status: "estimated";
      /** At most 1; below 0 where items hang together less than chance would have them. */
      readonly alpha: number;
      readonly candidates: number;
      readonly items: number;
      /** Candidates left out because a score of theirs is missing. */
      readonly leftOut: number;
    } & Interval)
  | {
      readonly status: "not-estimable";
      readonly why: "fewer-than-two-items" | "fewer-than-two-candidates" | "no-variance";
      readonly leftOut: number;
    };

/** Variance per item and candidate below which the totals are alike but for rounding. */
const rounding = 1e-14;

/**
 * Cronbach's alpha: k/(k − 1) · (1 − Σ item variances / variance of the totals), which for 0/1 points is
 * Kuder–Richardson's formula 20; with Feldt's interval, 1 − (1 − α)·F on candidates − 1 and
 * (candidates − 1)(items − 1) degrees of freedom, exact for normal scores of equal variances and covariances, and good
 * for 0/1 items. A reliability of these items for this field: a field of much alike candidates has a low one.
 *
 * Missing scores: a candidate with any is left out (listwise), and counted. Give 0 points where missing is to count as
 * wrong. Not estimable with fewer than two items or two complete candidates, or where all totals are alike.
 * Throws INTERNAL for a level outside (0, 1), or a matrix of the wrong size or with points outside 0–1.
 * Source: Cronbach 1951, doi:10.1007/BF02310555; Feldt 1965, doi:10.1007/BF02289499.
 *
 * @example cronbachAlpha({ candidates: 3, items: 2, points: Float64Array.of(1, 1, 0, 0, 1, 0) }, 0.95) // alpha 0.6667
 */
export function cronbachAlpha(matrix: ScoreMatrix, level: number): CronbachAlpha {
  requireLevel(level);
  checkScoreMatrix(matrix);
  const { items, points } = matrix;
  const complete: number[] = [];
  for (let candidate = 0; candidate < matrix.candidates; candidate++) {
    if (!points.subarray(candidate * items, (candidate + 1) * items).some(Number.isNaN)) {
      complete.push(candidate);
    }
  }
  const candidates = complete.length;
  const leftOut = matrix.candidates - candidates;
  if (items < 2) {
    return { status: "not-estimable", why: "fewer-than-two-items", leftOut };
  }
  if (candidates < 2) {
    return { status: "not-estimable", why: "fewer-than-two-candidates", leftOut };
  }
  const { ofItems, ofTotals } = sumsOfSquares(points, items, complete);
  if (ofTotals <= rounding * items * candidates) {
    return { status: "not-estimable", why: "no-variance", leftOut };
  }
  const alpha = Math.min(1, (items / (items - 1)) * (1 - ofItems / ofTotals));
  const numerator = candidates - 1;
  const denominator = numerator * (items - 1);
  return {
    status: "estimated",
    alpha,
    low: 1 - (1 - alpha) * fQuantile((1 + level) / 2, numerator, denominator),
    high: 1 - (1 - alpha) * fQuantile((1 - level) / 2, numerator, denominator),
    candidates,
    items,
    leftOut,
  };
}

/** Squared deviations from the mean, summed over all items, and of the candidates' totals. */
function sumsOfSquares(
  points: Float64Array,
  items: number,
  candidates: readonly number[],
): { readonly ofItems: number; readonly ofTotals: number } {
  const means = new Float64Array(items);
  for (const candidate of candidates) {
    for (let item = 0; item < items; item++) {
      means[item] = (means[item] ?? 0) + (points[candidate * items + item] ?? 0) / candidates.length;
    }
  }
  let ofItems = 0;
  let ofTotals = 0;
  for (const candidate of candidates) {
    let deviation = 0;
    for (let item = 0; item < items; item++) {
      const shift = (points[candidate * items + item] ?? 0) - (means[item] ?? 0);
      deviation += shift;
      ofItems += shift * shift;
    }
    ofTotals += deviation * deviation;
  }
  return { ofItems, ofTotals };
}
