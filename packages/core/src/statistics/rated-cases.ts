import { BugError } from "../base/errors.ts";
import { type ClusterIndex, clusterIndex } from "./cluster-index.ts";

/** Ratings of cases by any number of raters, counted by category. */
export interface CategoryCounts {
  /** Ratings of each category, `categories` to a case. */
  readonly counts: Float64Array;
  readonly categories: number;
  /** Cluster code of each case. */
  readonly clusters: Int32Array;
}

/** What the coefficients of many raters need of each case. */
export interface RatedCases {
  /** Ratings of each case. */
  readonly ratings: Float64Array;
  /** Share of the pairs of a case's ratings that agree; 0 for a case with fewer than two ratings. */
  readonly agreements: Float64Array;
  /** Cases with at least two ratings. */
  readonly compared: number;
  /** Mean agreement of those; NaN without any. */
  readonly agreement: number;
  readonly index: ClusterIndex;
}

/** Sum up the ratings case by case. Throws INTERNAL for counts that are no whole numbers of whole cases. */
export function ratedCases({ counts, categories, clusters }: CategoryCounts): RatedCases {
  const cases = clusters.length;
  if (!(Number.isInteger(categories) && categories > 0 && counts.length === cases * categories)) {
    throw new BugError("INTERNAL", `${counts.length} counts of ${cases} cases in ${categories} categories`);
  }
  const ratings = new Float64Array(cases);
  const agreements = new Float64Array(cases);
  let compared = 0;
  let sum = 0;
  for (let i = 0; i < cases; i++) {
    let raters = 0;
    let agreeing = 0;
    for (let at = i * categories; at < (i + 1) * categories; at++) {
      const count = counts[at] ?? 0;
      if (!(Number.isInteger(count) && count >= 0)) {
        throw new BugError("INTERNAL", `agreement of a count of ${count}`);
      }
      raters += count;
      agreeing += count * (count - 1);
    }
    ratings[i] = raters;
    if (raters >= 2) {
      agreements[i] = agreeing / (raters * (raters - 1));
      compared += 1;
      sum += agreements[i] ?? 0;
    }
  }
  return { ratings, agreements, compared, agreement: sum / compared, index: clusterIndex(clusters) };
}
