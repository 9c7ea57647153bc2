import type { ComparedValue } from "../../records/comparison.ts";
import { type RankChange, validityDenominators } from "../../records/robustness.ts";
import { bootstrapClusterSums } from "../../statistics/cluster-bootstrap.ts";
import { clusterIndex, clusterSums } from "../../statistics/cluster-index.ts";
import { kendallTau } from "../../statistics/kendall-tau.ts";
import { midRanks } from "../../statistics/mid-ranks.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import { groupClusterSums } from "../../statistics/random-groups.ts";
import type { RunSettings } from "../run-settings.ts";
import { mostDrawn, notKnown, robustnessReasons } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { type PairedItems, pairedItems } from "./paired-items.ts";

/** Accuracies that differ by less are equal but for rounding. */
const rounding = 1e12;

/** Whether each perturbation changes the order of the models, on the items that all of them have in both forms. */
export function rankChanges(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  settings: RunSettings,
): readonly RankChange[] {
  return forms.perturbations.flatMap(({ name }, place) => {
    let before: { readonly forms: string; readonly row: RankChange } | null = null;
    return validityDenominators.map((denominator) => {
      const paired = cells.map((answers) => pairedItems(forms, answers, [place], denominator));
      // Narrower denominators only leave forms out: as many are the same.
      const counted = paired.map((own) => own.forms.reduce((sum, count) => sum + count, 0)).join();
      const row: RankChange =
        before?.forms === counted
          ? { ...before.row, denominator }
          : rankChange(forms, cells, paired, { perturbation: name, denominator }, settings);
      before = { forms: counted, row };
      return row;
    });
  });
}

function rankChange(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  paired: readonly PairedItems[],
  of: Pick<RankChange, "perturbation" | "denominator">,
  settings: RunSettings,
): RankChange {
  const items = sharedItems(paired);
  const clusters = clusterIndex(items.map((item) => forms.items.clusters[item] ?? 0));
  const columns = paired.map((own) => {
    const at = new Map(Array.from(own.items, (item, index) => [item, index]));
    const of = (values: Float64Array) =>
      clusterSums(
        clusters,
        Float64Array.from(items, (item) => values[at.get(item) ?? -1] ?? 0),
      );
    return { original: of(own.original), perturbed: of(own.perturbed) };
  });
  const n = items.length;
  const total = (sums: Float64Array): number => rounded(sums.reduce((sum, value) => sum + value, 0) / Math.max(1, n));
  const original = Float64Array.from(columns, (column) => total(column.original));
  const perturbed = Float64Array.from(columns, (column) => total(column.perturbed));
  const originalRanks = midRanks(original.map((value) => -value));
  const perturbedRanks = midRanks(perturbed.map((value) => -value));
  const models = cells
    .map(({ model }, index) => ({
      model,
      original: original[index] ?? 0,
      perturbed: perturbed[index] ?? 0,
      originalRank: originalRanks[index] ?? 1,
      perturbedRank: perturbedRanks[index] ?? 1,
    }))
    .sort((a, b) => a.originalRank - b.originalRank);
  return {
    ...of,
    nItems: n,
    nClusters: clusters.count,
    models: n === 0 ? [] : models,
    tau: n === 0 ? notKnown(robustnessReasons.noItem) : tauOf({ original, perturbed, columns }, settings),
  };
}

function rounded(value: number): number {
  return Math.round(value * rounding) / rounding;
}

function sharedItems(paired: readonly PairedItems[]): Int32Array {
  const [first, ...others] = paired;
  const sets = others.map(({ items }) => new Set(items));
  return (first?.items ?? new Int32Array()).filter((item) => sets.every((set) => set.has(item)));
}

function tauOf(
  {
    original,
    perturbed,
    columns,
  }: {
    readonly original: Float64Array;
    readonly perturbed: Float64Array;
    readonly columns: readonly { readonly original: Float64Array; readonly perturbed: Float64Array }[];
  },
  { seed, resamples, confidence }: RunSettings,
): ComparedValue {
  const count = columns.length;
  const value = count < 2 ? null : kendallTau(original, perturbed);
  if (value === null) {
    return notKnown(count < 2 ? robustnessReasons.fewModels : robustnessReasons.tiedModels);
  }
  const sums = [...columns.map((column) => column.original), ...columns.map((column) => column.perturbed)];
  const grouped = groupClusterSums(sums, { most: mostDrawn, seed });
  const replicates = bootstrapClusterSums({ clusters: grouped.count, resamples, seed }, grouped.columns, (drawn) => {
    const means = drawn.map((sum) => Math.round(sum * 1e9));
    return kendallTau(means.slice(0, count), means.slice(count)) ?? Number.NaN;
  }).filter((tau) => !Number.isNaN(tau));
  const interval = replicates.length === 0 ? null : percentileInterval(replicates, grouped.count, confidence);
  return interval === null
    ? { value, low: null, high: null, why: robustnessReasons.oneCluster }
    : { value, low: Math.min(value, interval.low), high: Math.max(value, interval.high) };
}
