import { UsageError } from "../base/errors.ts";
import type { PowerSource } from "../records/power-plan.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { discordantCounts } from "../statistics/discordant-counts.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { quantileOfSorted } from "../statistics/quantile.ts";
import type { Field } from "./field.ts";
import { gatherFields } from "./gather-fields.ts";

/** What a run tells of how its models differ, for planning. */
export interface MeasuredPower {
  readonly source: PowerSource;
  /** Items scored for both models of a pair, median over the pairs. */
  readonly items: number;
  readonly models: number;
  /** Mean accuracy of the models. */
  readonly accuracy: number;
  /** Mean squared difference of two models' points, median over the pairs; with 0/1 points the discordant share. */
  readonly discordant: number;
  readonly designEffect: number;
}

/**
 * What the pairs of models of a field tell: the median over the pairs of the share of items that only one gets right,
 * and of the design effect of their difference. With repeats an item's points are a mean, and the mean squared
 * difference takes the place of the discordant share: that is what enters the variance. Null with fewer than two models
 * that have items in common.
 */
export function measuredPower(field: Field, run: string): MeasuredPower | null {
  const pairs = discordantCounts(field.points).filter(({ both }) => both > 0);
  if (pairs.length === 0) {
    return null;
  }
  const shares = pairs.map(({ squares, both }) => squares / both);
  const accuracies = field.points.map(meanOf).filter((mean) => !Number.isNaN(mean));
  const middle = (values: readonly number[]): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5);
  return {
    source: {
      run,
      exam: field.exam,
      arm: field.arm,
      pairs: pairs.length,
      leastDiscordant: Math.min(...shares),
      mostDiscordant: Math.max(...shares),
    },
    items: Math.round(middle(pairs.map(({ both }) => both))),
    models: accuracies.length,
    accuracy: accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length,
    discordant: middle(shares),
    designEffect: middle(pairs.map(({ first, second }) => designEffectOf(field, first, second))),
  };
}

function meanOf(points: Float64Array): number {
  const scored = points.filter((point) => !Number.isNaN(point));
  return scored.reduce((sum, point) => sum + point, 0) / scored.length;
}

/** Variance of the difference over that of as many independent items; 1 where the models do not differ. */
function designEffectOf({ points, clusters }: Field, first: number, second: number): number {
  const [one, other] = [points[first], points[second]];
  const items = Int32Array.from(clusters.keys()).filter(
    (item) => !Number.isNaN((one?.[item] ?? Number.NaN) - (other?.[item] ?? Number.NaN)),
  );
  const of = (column: Float64Array | undefined) => Float64Array.from(items, (item) => column?.[item] ?? 0);
  const [a, b] = [of(one), of(other)];
  const found = pairedDifference(a, b, clusterIndex(items.map((item) => clusters[item] ?? 0)));
  if (found === null || found.simple) {
    return 1;
  }
  const square = found.value * found.value;
  const spread = a.reduce((sum, point, at) => sum + (point - (b[at] ?? 0)) ** 2, 0) / items.length - square;
  const variance = (found.firstAhead + found.secondAhead - square) / found.effectiveSize;
  return spread > 0 ? Math.max(1, (variance * items.length) / spread) : 1;
}

/**
 * What each field of a run, its items as published, tells for planning. Throws RUN_NOT_FOUND, and ARGUMENT_INVALID for a
 * run without two models that have an item in common.
 */
export async function readMeasuredPower(folder: string): Promise<readonly MeasuredPower[]> {
  const { fields, records } = await gatherFields([folder]);
  const measured = fields
    .filter(({ perturbation }) => perturbation === "none")
    .flatMap((field) => measuredPower(field, records[0]?.name ?? folder) ?? []);
  if (measured.length === 0) {
    throw new UsageError("ARGUMENT_INVALID", `${folder}: no two models of this run have a scored item in common`, {
      remedy: "Give the study file, or --items and what you assume, instead of the run.",
    });
  }
  return measured;
}
