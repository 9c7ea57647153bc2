import type { ComparedValue, PairTest } from "../../records/comparison.ts";
import type { ItemMean } from "../../records/item-mean.ts";
import { benjaminiHochbergAdjust } from "../../statistics/benjamini-hochberg-adjust.ts";
import { type ClusterIndex, clusterIndex, effectiveClusters } from "../../statistics/cluster-index.ts";
import { clusteredMcnemarTest } from "../../statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../../statistics/holm-adjust.ts";
import { mcnemarTest } from "../../statistics/mcnemar-test.ts";
import { type MeanEstimate, meanInterval } from "../../statistics/mean-interval.ts";
import { type PairedDifference, pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import { wilsonInterval } from "../../statistics/wilson-interval.ts";

/** Reasons why there is no number. */
export const robustnessReasons = {
  noItem: "no item was scored both as published and perturbed",
  noForm: "no item was scored in two forms",
  allWrong: "nothing was right as published",
  notMapped: "the options of the perturbed form are not those of the item",
  chance: "the chance of guessing right is 1 or not known",
  oneCluster: "fewer than two independent items",
  noPosition: "no form shows its options with one right",
  noNoise: "every place was answered all right or all wrong",
  onePosition: "the key stands in fewer than two places",
  noChoice: "no option was chosen",
  fewModels: "fewer than two models to compare",
  tiedModels: "all models are tied",
  noPairs: "no model is known to be made from another one of the run, and no reference is named",
} as const;

/** Units that are drawn in a resample at most: more clusters are put together at random. */
export const mostDrawn = 2000;

/** A number that could not be estimated. */
export function notKnown(why: string): ComparedValue {
  return { value: null, low: null, high: null, why };
}

/** Points of one size but for rounding. */
const alike = 1e-12;

/**
 * Mean of 0–1 points with its interval; null without any. Points that are all alike tell nothing of their variance, also
 * where they are neither 0 nor 1: then a cluster is worth one observation.
 */
function meanOf(points: Float64Array, clusters: ClusterIndex, level: number): MeanEstimate | null {
  const [first = 0] = points;
  const mean = points.length === 0 ? null : meanInterval(points, clusters, level);
  if (mean === null || first < alike || first > 1 - alike || points.some((one) => Math.abs(one - first) > alike)) {
    return mean;
  }
  const size = effectiveClusters(clusters.sizes);
  return { ...mean, ...wilsonInterval(first * size, size, level) };
}

/** Mean of 0–1 points over items with its interval. */
export function itemMean(points: Float64Array, clusters: ClusterIndex, level: number): ItemMean {
  const mean = meanOf(points, clusters, level);
  return mean === null
    ? { value: null, low: null, high: null, nItems: 0, nClusters: 0, method: "none" }
    : { ...mean, nItems: points.length, nClusters: clusters.count };
}

/** A share of items with its interval; entries that are NaN are left out. */
export function shareOf(values: Float64Array, clusters: Int32Array, level: number, why: string): ComparedValue {
  const some = values.some((value) => Number.isNaN(value));
  const kept = some ? Int32Array.from(values.keys()).filter((at) => !Number.isNaN(values[at])) : null;
  const points = kept === null ? values : Float64Array.from(kept, (at) => values[at] ?? 0);
  const codes = kept === null ? clusters : kept.map((at) => clusters[at] ?? 0);
  const mean = meanOf(points, clusterIndex(codes), level);
  return mean === null ? notKnown(why) : { value: mean.value, low: mean.low, high: mean.high };
}

/** A p-value before it is adjusted. */
export type PlainTest = Omit<PairTest, "holmP" | "benjaminiHochbergP">;

/** No test. */
export const noTest: PlainTest = { p: null, method: "none", midP: null };

/** McNemar's test where every item is its own case of 0/1 points, the clustered one otherwise. */
export function testOf(paired: PairedDifference): PlainTest {
  if (paired.simple) {
    const units = (share: number): number => Math.round(share * paired.units);
    const { p, midP, method } = mcnemarTest(units(paired.firstAhead), units(paired.secondAhead));
    return { p, midP, method: `mcnemar-${method}` };
  }
  const { p, midP, method } = clusteredMcnemarTest(paired);
  return { p, midP, method: `clustered-${method}` };
}

/** Adjust the tests of one family; those that could not be done are no members of it. */
export function withAdjusted<Row extends { readonly test: PlainTest }>(
  rows: readonly Row[],
): readonly (Omit<Row, "test"> & { readonly test: PairTest })[] {
  const tested = Float64Array.from(rows.flatMap(({ test }) => (test.p === null ? [] : [Math.min(1, test.p)])));
  const holm = holmAdjust(tested).values();
  const falseDiscovery = benjaminiHochbergAdjust(tested).values();
  return rows.map((row) => ({
    ...row,
    test:
      row.test.p === null
        ? { ...row.test, holmP: null, benjaminiHochbergP: null }
        : { ...row.test, holmP: holm.next().value ?? 1, benjaminiHochbergP: falseDiscovery.next().value ?? 1 },
  }));
}

/** A sum of four means with its interval and test. */
export interface Contrast {
  readonly value: ComparedValue;
  readonly test: PlainTest;
  readonly nClusters: number;
}

/**
 * (a + b) − (c + d) of four means of 0–1 points over the same items, −2 to 2. Halved it is a difference of two means of
 * points, and has the interval and the test of one: not too narrow with few items, and of some width where all agree.
 */
export function contrastOf(
  plus: readonly [Float64Array, Float64Array],
  minus: readonly [Float64Array, Float64Array],
  clusters: Int32Array,
  level: number,
): Contrast {
  const half = ([one, other]: readonly [Float64Array, Float64Array]): Float64Array =>
    one.map((points, at) => Math.min(1, (points + (other[at] ?? 0)) / 2));
  const index = clusterIndex(clusters);
  const paired = clusters.length === 0 ? null : pairedDifference(half(plus), half(minus), index);
  if (paired === null) {
    return { value: notKnown(robustnessReasons.noItem), test: noTest, nClusters: 0 };
  }
  const { value, low, high } = pairedDifferenceInterval(paired, level);
  return { value: { value: 2 * value, low: 2 * low, high: 2 * high }, test: testOf(paired), nClusters: index.count };
}

/** Mean of values; null without any. */
export function plainMean(values: Float64Array): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
