import { BugError } from "../base/errors.ts";

/** How far two raters agree. */
export interface RaterAgreement {
  /** Share of the cases on which both say the same, 0–1. */
  readonly agreement: number;
  /** Cohen's kappa: 1 is full agreement, 0 what chance would give; null when both always give one and the same category. */
  readonly kappa: number | null;
  readonly n: number;
}

/**
 * Agreement of two raters on the same cases, raw and beyond chance: kappa = (observed − expected)/(1 − expected), with
 * the agreement expected from how often each rater gives each category. Null without cases. Throws INTERNAL for lists
 * of different length. Source: Cohen 1960, doi:10.1177/001316446002000104.
 *
 * @example cohensKappa(["a", "a", "b", "b"], ["a", "b", "b", "b"]) // { agreement: 0.75, kappa: 0.5, n: 4 }
 */
export function cohensKappa(first: readonly string[], second: readonly string[]): RaterAgreement | null {
  const n = first.length;
  if (second.length !== n) {
    throw new BugError("INTERNAL", `kappa of ${n} and ${second.length} cases`);
  }
  if (n === 0) {
    return null;
  }
  const others = counts(second);
  let expected = 0;
  for (const [category, count] of counts(first)) {
    expected += (count / n) * ((others.get(category) ?? 0) / n);
  }
  const agreement = first.filter((category, index) => category === second[index]).length / n;
  return { agreement, kappa: expected >= 1 ? null : (agreement - expected) / (1 - expected), n };
}

function counts(categories: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const category of categories) {
    found.set(category, (found.get(category) ?? 0) + 1);
  }
  return found;
}
