import type { ComparedPair, PairTest } from "../records/comparison.ts";
import { benjaminiHochbergAdjust } from "../statistics/benjamini-hochberg-adjust.ts";
import { type ClusterIndex, clusterIndex } from "../statistics/cluster-index.ts";
import { clusteredMcnemarTest } from "../statistics/clustered-mcnemar-test.ts";
import { cohensH } from "../statistics/cohens-h.ts";
import { discordanceOddsRatio } from "../statistics/discordance-odds-ratio.ts";
import { discordantCounts } from "../statistics/discordant-counts.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import type { Interval } from "../statistics/interval.ts";
import { mcnemarTest } from "../statistics/mcnemar-test.ts";
import { type PairedDifference, pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { pairResamples } from "./comparison-resamples.ts";
import type { RunSettings } from "./run-settings.ts";

/** The reason given for a pair without an item that both have. */
export const noCommonItem = "no item that both models have";
/** The reason given for what only single items, right or wrong, have. */
export const notSingleUnits = "items in groups, or points between 0 and 1";

/** Points of the models to compare, best first. */
export interface RankedPoints {
  readonly names: readonly string[];
  readonly points: readonly Float64Array[];
  readonly clusters: Int32Array;
}

/** The points of two models on the items that both have. */
export interface PairPoints {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly clusters: ClusterIndex;
}

/** Every pair of the models, in their order, with p-values adjusted over all of them and a verdict by Holm's. */
export function comparePairs(ranked: RankedPoints, settings: RunSettings): readonly ComparedPair[] {
  const { names, points } = ranked;
  const bootstrap = pairResamples(points, ranked.clusters, settings);
  const whole = clusterIndex(ranked.clusters);
  const pairs = discordantCounts(points.map(withoutRounding)).map((counts, place) => {
    const pair = commonPoints(points[counts.first], points[counts.second], ranked.clusters, whole);
    const { firstAbove, secondAbove, both } = counts;
    return {
      first: names[counts.first] ?? "",
      second: names[counts.second] ?? "",
      nItems: both,
      firstAhead: firstAbove,
      alike: both - firstAbove - secondAbove,
      secondAhead: secondAbove,
      ...pairNumbers(pair, [firstAbove, secondAbove], bootstrap[place] ?? null, settings.confidence),
    };
  });
  return adjusted(pairs, settings.comparison.alpha);
}

/** Repeats summed in another order may differ in the last bit: no item is won by that. */
function withoutRounding(points: Float64Array): Float64Array {
  return points.map((point) => Math.round(point * 1e12) / 1e12);
}

/** Points on the items that both models have; the arrays themselves where none is missing. */
export function commonPoints(
  first: Float64Array = new Float64Array(),
  second: Float64Array = new Float64Array(),
  clusters: Int32Array,
  whole: ClusterIndex = clusterIndex(clusters),
): PairPoints {
  const both = Int32Array.from(first.keys()).filter((item) => !Number.isNaN((first[item] ?? 0) - (second[item] ?? 0)));
  if (both.length === first.length) {
    return { first, second, clusters: whole };
  }
  return {
    first: Float64Array.from(both, (item) => first[item] ?? 0),
    second: Float64Array.from(both, (item) => second[item] ?? 0),
    clusters: clusterIndex(Int32Array.from(both, (item) => clusters[item] ?? 0)),
  };
}

type PairNumbers = Omit<
  ComparedPair,
  "first" | "second" | "nItems" | "firstAhead" | "alike" | "secondAhead" | "test" | "verdict"
> & { readonly test: Omit<PairTest, "holmP" | "benjaminiHochbergP"> };

function pairNumbers(
  { first, second, clusters }: PairPoints,
  [firstAhead, secondAhead]: readonly [number, number],
  bootstrap: Interval | null,
  level: number,
): PairNumbers {
  const none = { value: null, low: null, high: null, why: noCommonItem };
  const paired = pairedDifference(first, second, clusters);
  if (paired === null) {
    return {
      nClusters: 0,
      firstValue: null,
      secondValue: null,
      difference: { ...none, method: "none" },
      bootstrap: none,
      test: { p: null, method: "none", midP: null },
      cohensH: null,
      oddsRatio: none,
    };
  }
  const firstValue = mean(first);
  const secondValue = mean(second);
  return {
    nClusters: clusters.count,
    firstValue,
    secondValue,
    difference: pairedDifferenceInterval(paired, level),
    bootstrap: bootstrap === null ? none : { value: paired.value, ...bootstrap },
    test: pairTest(paired, firstAhead, secondAhead),
    cohensH: cohensH(firstValue, secondValue),
    oddsRatio: paired.simple
      ? oddsRatio(firstAhead, secondAhead, level)
      : { value: null, low: null, high: null, why: notSingleUnits },
  };
}

function mean(points: Float64Array): number {
  let sum = 0;
  for (let item = 0; item < points.length; item++) {
    sum += points[item] ?? 0;
  }
  // A sum of points may exceed their number by rounding alone.
  return Math.min(1, sum / points.length);
}

/** McNemar's where the items are its own case, the clustered one otherwise. */
function pairTest(paired: PairedDifference, firstAhead: number, secondAhead: number): PairNumbers["test"] {
  if (paired.simple) {
    const { p, midP, method } = mcnemarTest(firstAhead, secondAhead);
    return { p, method: `mcnemar-${method}`, midP };
  }
  const { p, midP, method } = clusteredMcnemarTest(paired);
  return { p, method: `clustered-${method}`, midP };
}

function oddsRatio(firstAhead: number, secondAhead: number, level: number): ComparedPair["oddsRatio"] {
  const ratio = discordanceOddsRatio(firstAhead, secondAhead, level);
  if (ratio.status === "not-estimable") {
    return { value: null, low: null, high: null, why: ratio.why };
  }
  const { value, low, high } = ratio;
  return ratio.status === "unbounded" ? { value, low, high, why: ratio.why } : { value, low, high };
}

/** Pairs that could not be tested are no members of the family. */
function adjusted(
  pairs: readonly (Omit<ComparedPair, "test" | "verdict"> & { readonly test: PairNumbers["test"] })[],
  alpha: number,
): readonly ComparedPair[] {
  const tested = Float64Array.from(pairs.flatMap(({ test }) => (test.p === null ? [] : [test.p])));
  const holm = holmAdjust(tested).values();
  const falseDiscovery = benjaminiHochbergAdjust(tested).values();
  return pairs.map((pair): ComparedPair => {
    if (pair.test.p === null) {
      return {
        ...pair,
        test: { ...pair.test, holmP: null, benjaminiHochbergP: null },
        verdict: "not-compared",
      };
    }
    const holmP = holm.next().value ?? 1;
    const test = { ...pair.test, holmP, benjaminiHochbergP: falseDiscovery.next().value ?? 1 };
    const better = (pair.difference.value ?? 0) > 0 ? "first-better" : "second-better";
    return { ...pair, test, verdict: holmP <= alpha ? better : "not-told-apart" };
  });
}
