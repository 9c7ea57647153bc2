import { BugError } from "../base/errors.ts";

/** How far many raters agree. */
export interface FieldAgreement {
  /** Mean share of pairs of raters who say the same of a case, 0–1. */
  readonly agreement: number;
  /** Agreement that the overall shares of the categories would give by chance. */
  readonly expected: number;
  /** Fleiss' kappa: 1 is full agreement, 0 chance; null where everyone always says one and the same. */
  readonly kappa: number | null;
  /** Cases with at least two ratings, the ones used. */
  readonly cases: number;
}

/**
 * Fleiss' kappa of raters who sort cases into categories: (agreement − expected)/(1 − expected).
 *
 * `counts` holds the ratings of each category, `categories` to a case. The raters need not be the same nor equally many:
 * cases with fewer than two ratings are left out, agreement is the plain mean over the others, and the shares of the
 * categories are over their ratings. Null without such a case. Throws INTERNAL for a negative or fractional count,
 * or counts that do not make whole cases. Source: Fleiss 1971, doi:10.1037/h0031619.
 *
 * @example fleissKappa(Float64Array.of(3, 0, 0, 3, 2, 1), 2) // agreement 0.7778, expected 0.5062, kappa 0.55
 */
export function fleissKappa(counts: Float64Array, categories: number): FieldAgreement | null {
  if (!(Number.isInteger(categories) && categories > 0 && counts.length % categories === 0)) {
    throw new BugError("INTERNAL", `kappa of ${counts.length} counts in ${categories} categories`);
  }
  const totals = new Float64Array(categories);
  let ratings = 0;
  let cases = 0;
  let agreement = 0;
  for (let start = 0; start < counts.length; start += categories) {
    let raters = 0;
    let agreeing = 0;
    for (let category = 0; category < categories; category++) {
      const count = counts[start + category] ?? 0;
      if (!(Number.isInteger(count) && count >= 0)) {
        throw new BugError("INTERNAL", `kappa of a count of ${count}`);
      }
      raters += count;
      agreeing += count * (count - 1);
    }
    if (raters < 2) {
      continue;
    }
    cases += 1;
    ratings += raters;
    agreement += agreeing / (raters * (raters - 1));
    for (let category = 0; category < categories; category++) {
      totals[category] = (totals[category] ?? 0) + (counts[start + category] ?? 0);
    }
  }
  if (cases === 0) {
    return null;
  }
  const expected = totals.reduce((sum, total) => sum + (total / ratings) ** 2, 0);
  const observed = agreement / cases;
  const single = totals.some((total) => total === ratings);
  return { agreement: observed, expected, kappa: single ? null : (observed - expected) / (1 - expected), cases };
}
