import { BugError } from "../base/errors.ts";
import { type AccuracySpread, accuracySpread } from "../statistics/accuracy-spread.ts";
import { type AccuracySpreadIntervals, accuracySpreadIntervals } from "../statistics/accuracy-spread-intervals.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { type FieldResamples, observedMeans, replicatesOf, resampleField } from "../statistics/field-resamples.ts";
import type { FieldScores } from "../statistics/field-scores.ts";
import type { Interval } from "../statistics/interval.ts";
import { kendallTau } from "../statistics/kendall-tau.ts";
import { type NotEstimable, notEstimable } from "../statistics/not-estimable.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import type { RunSettings } from "./run-settings.ts";

/** What several models scored on the same items, each asked in the same several ways. */
export interface PromptField {
  /** points[model][prompt]: points of each item, 0–1, NaN where there are none. All of one length. */
  readonly points: readonly (readonly Float64Array[])[];
  /** Cluster code of each item; items of one cluster are drawn together. */
  readonly clusters: Int32Array;
}

/** A number with its interval, null where there is none. */
export interface SensitivityEstimate {
  readonly value: number;
  readonly interval: Interval | null;
}

/** How one model fares under the prompts. */
export interface ModelSensitivity {
  readonly status: "estimated";
  /** Items that the model has points for under every prompt: all numbers are over these. */
  readonly items: number;
  /** By prompt, 0–1. */
  readonly accuracies: Float64Array;
  readonly spread: Readonly<Record<keyof AccuracySpread, SensitivityEstimate>>;
  /** Spread that is left once the noise of the items is taken off; null where that is not known. */
  readonly beyondChance: number | null;
}

/** Whether two prompts put the models in the same order. */
export interface RankingAgreement {
  /** Numbers of the prompts, first < second. */
  readonly first: number;
  readonly second: number;
  /** Kendall's τ-b, −1 to 1; null where there are fewer than two models or one prompt ties them all. */
  readonly tau: SensitivityEstimate | null;
}

/** How much results hang on the wording of the prompt. */
export interface PromptSensitivity {
  /** By model. */
  readonly models: readonly (ModelSensitivity | NotEstimable)[];
  /** Every two prompts, in the order (0, 1), (0, 2) … (1, 2) … */
  readonly rankings: readonly RankingAgreement[];
  /** Mean τ-b of the pairs of prompts that have one. */
  readonly meanTau: SensitivityEstimate | null;
}

type Settings = Pick<RunSettings, "seed" | "resamples" | "confidence">;

/** An interval for τ needs it in at least this share of the resamples. */
const leastDefined = 0.5;

/**
 * Mean, extremes, spread, saturation and combined performance score of every model over its prompts, and Kendall's τ-b of
 * the ranking of the models between every two prompts.
 *
 * Clusters of items are resampled, the same ones for all models and prompts; `accuracySpreadIntervals` says what is made of
 * them. τ has the expanded percentile interval of the resamples in which it is defined, null where those are fewer than half;
 * resampling adds disorder, so that it leans to disagreement.
 *
 * A model's numbers are over the items it has under every prompt, so that prompts are compared on the same items.
 *
 * Not estimable for a model: fewer than two prompts, no such item. Throws INTERNAL when models have different numbers of
 * prompts or points of different length.
 * Source: Mizrahi et al. 2024, arXiv 2401.00595.
 */
export function promptSensitivity({ points, clusters }: PromptField, settings: Settings): PromptSensitivity {
  const prompts = points[0]?.length ?? 0;
  if (points.some((model) => model.length !== prompts)) {
    throw new BugError("INTERNAL", "models with different numbers of prompts");
  }
  const complete = points.map(whereComplete);
  const field: FieldScores = { models: complete.flat(), clusters, tags: [] };
  const observed = observedMeans(field);
  const resamples = resampleField(field, { seed: settings.seed, from: 0, to: settings.resamples });
  const clusterOf = clusterIndex(clusters);
  const models = complete.map((columns, model): ModelSensitivity | NotEstimable => {
    const [first] = columns;
    if (first === undefined || prompts < 2) {
      return notEstimable("fewer than two prompts");
    }
    const present = presentItems(first);
    if (present.length === 0) {
      return notEstimable("no item with points under every prompt");
    }
    const accuracies = observed.slice(model * prompts, (model + 1) * prompts);
    const nClusters = new Set(present.map((item) => clusterOf.of[item])).size;
    const observedSpread = accuracySpread(accuracies);
    const replicates = columns.map((_, prompt) => replicatesOf(resamples, 0, model * prompts + prompt));
    const { intervals, beyondChance } = accuracySpreadIntervals(accuracies, replicates, nClusters, settings.confidence);
    return observedSpread === null
      ? notEstimable("fewer than two prompts")
      : {
          status: "estimated",
          items: present.length,
          accuracies,
          spread: joined(observedSpread, intervals),
          beyondChance,
        };
  });
  return { models, ...rankingAgreements(observed, resamples, prompts, clusterOf.count, settings.confidence) };
}

/** A model's points where it has them under every prompt, NaN elsewhere. */
function whereComplete(columns: readonly Float64Array[]): readonly Float64Array[] {
  return columns.map((column) =>
    column.map((point, item) => (columns.every((other) => !Number.isNaN(other[item])) ? point : Number.NaN)),
  );
}

function presentItems(points: Float64Array): number[] {
  return [...points.keys()].filter((item) => !Number.isNaN(points[item]));
}

/** Column of a model under a prompt in one resample; `into` is overwritten. False where nothing of it was drawn. */
function drawnAccuracies(
  resamples: FieldResamples,
  columns: readonly number[],
  resample: number,
  into: Float64Array,
): boolean {
  for (const [at, column] of columns.entries()) {
    into[at] = replicatesOf(resamples, 0, column)[resample] ?? Number.NaN;
  }
  return !into.some((mean) => Number.isNaN(mean));
}

function joined(values: AccuracySpread, intervals: AccuracySpreadIntervals["intervals"]): ModelSensitivity["spread"] {
  const estimate = (name: keyof AccuracySpread): SensitivityEstimate => ({
    value: values[name],
    interval: intervals[name],
  });
  return {
    mean: estimate("mean"),
    max: estimate("max"),
    min: estimate("min"),
    spread: estimate("spread"),
    deviation: estimate("deviation"),
    saturation: estimate("saturation"),
    combined: estimate("combined"),
  };
}

/** Rounding must not put a value outside its own interval. */
function holding(value: number, { low, high }: Interval): Interval {
  return { low: Math.min(low, value), high: Math.max(high, value) };
}

function rankingAgreements(
  observed: Float64Array,
  resamples: FieldResamples,
  prompts: number,
  clusters: number,
  level: number,
): Pick<PromptSensitivity, "rankings" | "meanTau"> {
  // A model without an item under every prompt has no rank.
  const models = [...Array(prompts === 0 ? 0 : resamples.models / prompts).keys()].filter(
    (model) => !Number.isNaN(observed[model * prompts]),
  );
  const columns = (prompt: number): number[] => models.map((model) => model * prompts + prompt);
  const estimate = (value: number | null, found: readonly (number | null)[]): SensitivityEstimate | null => {
    const values = Float64Array.from(found.filter((tau) => tau !== null));
    const enough = values.length > 0 && values.length >= leastDefined * found.length;
    const interval = enough ? percentileInterval(values, clusters, level) : null;
    return value === null ? null : { value, interval: interval === null ? null : holding(value, interval) };
  };
  const width = resamples.to - resamples.from;
  const pairs = pairsOf(prompts);
  const sums = new Float64Array(width);
  const counts = new Int32Array(width);
  const rankings = pairs.map(([first, second]): RankingAgreement => {
    const columnsFirst = columns(first);
    const columnsSecond = columns(second);
    const one = new Float64Array(models.length);
    const other = new Float64Array(models.length);
    const replicates = Array.from({ length: width }, (_, resample) => {
      const drawn =
        drawnAccuracies(resamples, columnsFirst, resample, one) &&
        drawnAccuracies(resamples, columnsSecond, resample, other);
      const tau = drawn ? kendallTau(one, other) : null;
      sums[resample] = (sums[resample] ?? 0) + (tau ?? 0);
      counts[resample] = (counts[resample] ?? 0) + (tau === null ? 0 : 1);
      return tau;
    });
    const at = (places: readonly number[]): Float64Array => Float64Array.from(places, (place) => observed[place] ?? 0);
    return { first, second, tau: estimate(kendallTau(at(columnsFirst), at(columnsSecond)), replicates) };
  });
  const known = rankings.flatMap(({ tau }) => (tau === null ? [] : [tau.value]));
  const mean = known.length === 0 ? null : known.reduce((sum, tau) => sum + tau, 0) / known.length;
  const means = Array.from(sums, (sum, resample) => (counts[resample] === 0 ? null : sum / (counts[resample] ?? 1)));
  return { rankings, meanTau: estimate(mean, means) };
}

function pairsOf(count: number): (readonly [number, number])[] {
  return [...Array(count).keys()].flatMap((first) =>
    [...Array(count - first - 1).keys()].map((more) => [first, first + 1 + more] as const),
  );
}
