import type { ItemAnalysis, SharedErrorRate } from "../records/item-analysis.ts";
import { bootstrapClusterSums } from "../statistics/cluster-bootstrap.ts";
import { clusterIndex, clusterSums } from "../statistics/cluster-index.ts";
import type { SharedErrors } from "../statistics/consensus-errors.ts";
import type { FieldChoices } from "../statistics/field-choices.ts";
import { fleissKappa } from "../statistics/fleiss-kappa.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import type { RunSettings } from "./run-settings.ts";

/**
 * Fleiss' kappa of what the candidates chose, one choice a candidate, with a bootstrap interval over clusters of items.
 * Options are categories by their place in the item, so that a bias for one place is agreement beyond chance only where
 * it agrees with others.
 *
 * @param chosen One array a candidate; −1 for no choice, which is no rating.
 * @param clusters Cluster of each item.
 */
export function choiceAgreement(
  chosen: readonly Int32Array[],
  { optionCounts }: FieldChoices,
  clusters: Int32Array,
  { seed, confidence, resamples }: Pick<RunSettings, "seed" | "confidence" | "resamples">,
): ItemAnalysis["agreement"] {
  if (chosen.length < 2) {
    return { status: "not-estimable", why: "fewer-than-two-candidates" };
  }
  const categories = optionCounts.reduce((most, count) => Math.max(most, count), 1);
  const items = optionCounts.length;
  const counts = new Float64Array(items * categories);
  for (const choices of chosen) {
    for (let item = 0; item < items; item++) {
      const choice = choices[item] ?? -1;
      if (choice >= 0) {
        const cell = item * categories + choice;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
  }
  const found = fleissKappa(counts, categories);
  if (found === null) {
    return { status: "not-estimable", why: "no-shared-item" };
  }
  if (found.kappa === null) {
    return { status: "not-estimable", why: "one-category" };
  }
  const index = clusterIndex(clusters);
  const { columns, kappa } = kappaColumns(counts, categories);
  const sums = columns.map((column) => clusterSums(index, column));
  const replicates = bootstrapClusterSums({ clusters: index.count, resamples, seed }, sums, kappa);
  const finite = replicates.filter(Number.isFinite);
  const interval = finite.length === 0 ? null : percentileInterval(finite, index.count, confidence);
  return {
    status: "estimated",
    kappa: found.kappa,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    observed: found.agreement,
    expected: found.expected,
    items: found.cases,
  };
}

/** Kappa as a function of sums over items, so that items can be drawn: agreement, items, ratings of each category. */
function kappaColumns(counts: Float64Array, categories: number) {
  const items = counts.length / categories;
  const columns = Array.from({ length: categories + 2 }, () => new Float64Array(items));
  const [agreement = new Float64Array(), cases = new Float64Array(), ...totals] = columns;
  for (let item = 0; item < items; item++) {
    const own = counts.subarray(item * categories, (item + 1) * categories);
    const raters = own.reduce((sum, count) => sum + count, 0);
    if (raters >= 2) {
      agreement[item] = own.reduce((sum, count) => sum + count * (count - 1), 0) / (raters * (raters - 1));
      cases[item] = 1;
      for (const [category, total] of totals.entries()) {
        total[item] = own[category] ?? 0;
      }
    }
  }
  const kappa = (sums: Float64Array): number => {
    const [agreed = 0, n = 0] = sums;
    const shares = sums.subarray(2);
    const ratings = shares.reduce((sum, total) => sum + total, 0);
    const expected = shares.reduce((sum, total) => sum + (total / ratings) ** 2, 0);
    return (agreed / n - expected) / (1 - expected);
  };
  return { columns, kappa };
}

/** Rates of the same wrong answer with Wilson's interval over the items that both got wrong. */
export function sharedErrorRates(
  pairs: readonly SharedErrors[],
  names: readonly string[],
  level: number,
): readonly SharedErrorRate[] {
  return pairs.map(({ first, second, bothWrong, sameWrong, rate }) => {
    const interval = wilsonInterval(Math.min(sameWrong, bothWrong), bothWrong, level);
    return {
      first: names[first] ?? "",
      second: names[second] ?? "",
      rate: rate === null || interval === null ? null : { value: Math.min(1, rate), ...interval, n: bothWrong },
    };
  });
}

/** Mean chance of two wrong answers being the same, 1/(options − 1), over items with a key; null without any. */
export function chanceSameWrong({ key, optionCounts }: FieldChoices): number | null {
  let sum = 0;
  let items = 0;
  for (let item = 0; item < key.length; item++) {
    const options = optionCounts[item] ?? 0;
    if ((key[item] ?? -1) >= 0 && options > 1) {
      sum += 1 / (options - 1);
      items += 1;
    }
  }
  return items === 0 ? null : sum / items;
}
