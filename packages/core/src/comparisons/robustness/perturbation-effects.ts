import type { ComparedValue } from "../../records/comparison.ts";
import type { ItemMean } from "../../records/item-mean.ts";
import {
  type ChanceCorrectedEffect,
  type PerturbationEffect,
  type ValidityDenominator,
  validityDenominators,
} from "../../records/robustness.ts";
import { bootstrapDifferenceInterval } from "../../statistics/bootstrap-difference-interval.ts";
import { bootstrapClusterSums } from "../../statistics/cluster-bootstrap.ts";
import { type ClusterIndex, clusterIndex, clusterSums, effectiveClusters } from "../../statistics/cluster-index.ts";
import { pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import {
  type LimitedMean,
  pairedErrorCorrelation,
  pairedMoverDifference,
  pairedMoverRatio,
} from "../../statistics/paired-mover-limits.ts";
import { groupClusterSums } from "../../statistics/random-groups.ts";
import { standardDeviationOf } from "../../statistics/spread-interval.ts";
import type { RunSettings } from "../run-settings.ts";
import { tagStrata } from "../tag-strata.ts";
import {
  itemMean,
  mostDrawn,
  noTest,
  notKnown,
  type PlainTest,
  plainMean,
  robustnessReasons,
  shareOf,
  testOf,
  withAdjusted,
} from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { type PairedItems, pairedItems, restrictedTo } from "./paired-items.ts";

type OpenEffect = Omit<PerturbationEffect, "test" | "verdict"> & { readonly test: PlainTest };

/**
 * What every perturbation does to every model, over all items and within each stratum of the study, under the three
 * denominators. Tests are adjusted over the models and perturbations of one denominator; those of a breakdown's strata
 * are a family of their own.
 */
export function perturbationEffects(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  settings: RunSettings,
): readonly PerturbationEffect[] {
  const strata = settings.strata.map((tags) => tagStrata(forms.items, tags));
  const inStratum = strata.map((ofTags) =>
    ofTags.map(({ stratum, items }) => {
      const member = new Uint8Array(forms.publishedOf.length);
      for (const item of items) {
        member[item] = 1;
      }
      return { stratum, member };
    }),
  );
  // One list a family: all items, then each breakdown.
  const families = validityDenominators.map(() => [[] as OpenEffect[], ...strata.map((): OpenEffect[] => [])]);
  for (const [place, perturbation] of forms.perturbations.entries()) {
    for (const answers of cells) {
      let before: { readonly paired: PairedItems; readonly rows: readonly OpenEffect[][] } | null = null;
      for (const [at, denominator] of validityDenominators.entries()) {
        const paired = pairedItems(forms, answers, [place], denominator);
        // Where nothing was left out, the numbers are those of the wider denominator.
        const rows: readonly OpenEffect[][] =
          before !== null && sameForms(before.paired, paired)
            ? before.rows.map((list) => list.map((row) => ({ ...row, denominator })))
            : effectRows(paired, { model: answers.model, perturbation, denominator }, inStratum, settings);
        before = { paired, rows };
        for (const [family, list] of rows.entries()) {
          families[at]?.[family]?.push(...list);
        }
      }
    }
  }
  return families.flatMap((ofDenominator) =>
    ofDenominator.flatMap((family) => withAdjusted(family).map((row) => withVerdict(row, settings.comparison.alpha))),
  );
}

function sameForms(one: PairedItems, other: PairedItems): boolean {
  const total = ({ forms }: PairedItems): number => forms.reduce((sum, count) => sum + count, 0);
  return one.items.length === other.items.length && total(one) === total(other);
}

interface EffectOf {
  readonly model: string;
  readonly perturbation: ExamForms["perturbations"][number];
  readonly denominator: ValidityDenominator;
}

function effectRows(
  paired: PairedItems,
  of: EffectOf,
  strata: readonly (readonly { readonly stratum: Readonly<Record<string, string>>; readonly member: Uint8Array }[])[],
  settings: RunSettings,
): readonly OpenEffect[][] {
  return [
    [effectOf(paired, of, {}, settings)],
    ...strata.map((ofTags) =>
      ofTags.map(({ stratum, member }) =>
        effectOf(
          restrictedTo(paired, (item) => member[item] === 1),
          of,
          stratum,
          settings,
        ),
      ),
    ),
  ];
}

function effectOf(
  paired: PairedItems,
  { model, perturbation, denominator }: EffectOf,
  stratum: Readonly<Record<string, string>>,
  settings: RunSettings,
): OpenEffect {
  const { confidence: level } = settings;
  const clusters = clusterIndex(paired.clusters);
  const original = itemMean(paired.original, clusters, level);
  const perturbed = itemMean(paired.perturbed, clusters, level);
  const found = paired.items.length === 0 ? null : pairedDifference(paired.original, paired.perturbed, clusters);
  const correlation = pairedErrorCorrelation(paired.original, paired.perturbed, clusters);
  const share = (values: Float64Array): ComparedValue =>
    shareOf(values, paired.clusters, level, robustnessReasons.noItem);
  return {
    model,
    perturbation: perturbation.name,
    denominator,
    stratum,
    nItems: paired.items.length,
    nClusters: clusters.count,
    nForms: paired.forms.reduce((sum, count) => sum + count, 0),
    original,
    perturbed,
    worst: itemMean(paired.worst, clusters, level),
    drop:
      found === null
        ? { ...notKnown(robustnessReasons.noItem), method: "none" }
        : pairedDifferenceInterval(found, level),
    bootstrap: Object.keys(stratum).length > 0 ? null : bootstrapped(paired, clusters, settings),
    relativeDrop: relativeDrop(original, perturbed, correlation),
    rightToWrong: share(paired.rightToWrong),
    wrongToRight: share(paired.wrongToRight),
    wrongToOtherWrong: perturbation.mapped ? share(paired.wrongToOtherWrong) : notKnown(robustnessReasons.notMapped),
    test: found === null ? noTest : testOf(found),
    chanceCorrected: chanceCorrected(paired, { original, perturbed }, correlation),
  };
}

/** The drop with the interval of the paired bootstrap: clusters are drawn with both of their points. */
function bootstrapped(
  { original, perturbed }: PairedItems,
  clusters: ClusterIndex,
  { seed, resamples, confidence: level }: RunSettings,
): ComparedValue {
  const differences = original.map((points, at) => points - (perturbed[at] ?? 0));
  const value = plainMean(differences);
  if (value === null) {
    return notKnown(robustnessReasons.noItem);
  }
  const sums = [clusterSums(clusters, differences), clusters.sizes];
  const { columns, count } = groupClusterSums(sums, { most: mostDrawn, seed });
  const means = bootstrapClusterSums({ clusters: count, resamples, seed }, columns, ([sum = 0, n = 1]) => sum / n);
  const limits = bootstrapDifferenceInterval(
    {
      difference: Math.max(-1, Math.min(1, value)),
      variance: standardDeviationOf(means) ** 2,
      clusters: clusters.count,
      effectiveClusters: effectiveClusters(clusters.sizes),
      items: differences.length,
      meanSquare: differences.reduce((sum, difference) => sum + difference * difference, 0) / differences.length,
    },
    level,
  );
  return limits === null ? notKnown(robustnessReasons.noItem) : { value, low: limits.low, high: limits.high };
}

/** The limits of a mean; null without an item. */
export function limitedMean({ value, low, high }: ItemMean): LimitedMean | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}

function relativeDrop(original: ItemMean, perturbed: ItemMean, correlation: number): ComparedValue {
  const before = limitedMean(original);
  const after = limitedMean(perturbed);
  if (before === null || after === null) {
    return notKnown(robustnessReasons.noItem);
  }
  if (before.value === 0) {
    return notKnown(robustnessReasons.allWrong);
  }
  const { low, high } = pairedMoverRatio(after, before, correlation);
  return { value: 1 - after.value / before.value, low: high === null ? null : 1 - high, high: 1 - low };
}

function chanceCorrected(
  { originalChance: before, perturbedChance: after }: PairedItems,
  means: { readonly original: ItemMean; readonly perturbed: ItemMean },
  correlation: number,
): ChanceCorrectedEffect {
  const originalChance = plainMean(before);
  const perturbedChance = plainMean(after);
  const original = corrected(limitedMean(means.original), originalChance);
  const perturbed = corrected(limitedMean(means.perturbed), perturbedChance);
  const why = originalChance === null ? robustnessReasons.noItem : robustnessReasons.chance;
  return {
    originalChance,
    perturbedChance,
    original: original ?? notKnown(why),
    perturbed: perturbed ?? notKnown(why),
    drop:
      original === null || perturbed === null
        ? notKnown(why)
        : {
            value: original.value - perturbed.value,
            ...pairedMoverDifference(original, perturbed, correlation),
          },
  };
}

function corrected(mean: LimitedMean | null, chance: number | null): LimitedMean | null {
  if (mean === null || chance === null || !(chance >= 0 && chance < 1)) {
    return null;
  }
  const scaled = (value: number): number => (value - chance) / (1 - chance);
  return { value: scaled(mean.value), low: scaled(mean.low), high: scaled(mean.high) };
}

function withVerdict(row: Omit<PerturbationEffect, "verdict">, alpha: number): PerturbationEffect {
  const { holmP } = row.test;
  const verdict =
    holmP === null || row.drop.value === null
      ? "not-compared"
      : holmP > alpha
        ? "not-told-apart"
        : row.drop.value > 0
          ? "falls"
          : "rises";
  return { ...row, verdict };
}
