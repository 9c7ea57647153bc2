import type {
  ParallelItem,
  ParallelLanguages,
  ParallelModel,
  ParallelPair,
  ParallelSide,
} from "../records/parallel-languages.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { clusteredMcnemarTest } from "../statistics/clustered-mcnemar-test.ts";
import { equivalenceTest } from "../statistics/equivalence-test.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import { mcnemarTest } from "../statistics/mcnemar-test.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import type { Field } from "./field.ts";
import { fewestDifCandidates, parallelDif } from "./parallel-dif.ts";
import { type FieldSide, parallelSides, type SidePair } from "./parallel-sides.ts";
import type { RunSettings } from "./run-settings.ts";

/**
 * The same questions in several languages: for each model the paired difference of its accuracy with interval and, where
 * the study sets a margin, a test of equivalence; for each item how the models split, and differential item functioning
 * from 100 candidates up. Items are paired by `parallelId` across the given fields and within them.
 *
 * Null where no item has a version in another language. A model without a score in both versions of any item stays in the
 * table without numbers.
 *
 * @param fields Those of all exams of the runs.
 */
export function parallelLanguages(fields: readonly Field[], settings: RunSettings): ParallelLanguages | null {
  const pairs = parallelSides(fields);
  if (pairs.length === 0) {
    return null;
  }
  const { margin, alpha } = settings.comparison;
  const found = pairs.map((pair) => ({ pair, models: pair.models.map((model) => compared(pair, model, settings)) }));
  const tested = found.flatMap(({ models }) => models);
  const adjusted = adjustedBy(tested, ({ p }) => p);
  const adjustedEquivalence = adjustedBy(tested, ({ equivalence }) => equivalence?.p ?? null);
  return {
    level: settings.confidence,
    margin: margin ?? null,
    alpha,
    difNeeds: fewestDifCandidates,
    pairs: found.map(({ pair, models }) => ({
      ...pairOf(pair, settings.confidence),
      models: models.map((model): ParallelModel => {
        const { equivalence } = model;
        const pAdjusted = adjustedEquivalence.get(model) ?? 1;
        return {
          ...model,
          pAdjusted: adjusted.get(model) ?? null,
          equivalence:
            equivalence === null
              ? { status: "not-estimable", why: margin === undefined ? "no-margin" : "no-shared-item" }
              : {
                  status: "estimated",
                  decision: pAdjusted < alpha ? "equivalent" : "not-shown",
                  p: equivalence.p,
                  pAdjusted,
                  low: equivalence.low,
                  high: equivalence.high,
                },
        };
      }),
    })),
  };
}

/** Holm's adjustment over those that have a p-value. */
function adjustedBy<T>(tests: readonly T[], p: (test: T) => number | null): ReadonlyMap<T, number> {
  const done = tests.flatMap((test) => {
    const value = p(test);
    return value === null ? [] : [{ test, value }];
  });
  const adjusted = holmAdjust(Float64Array.from(done, ({ value }) => Math.min(1, Math.max(0, value))));
  return new Map(done.map(({ test }, index) => [test, adjusted[index] ?? 1]));
}

interface Compared extends Omit<ParallelModel, "pAdjusted" | "equivalence"> {
  readonly equivalence: { readonly p: number; readonly low: number; readonly high: number } | null;
}

function compared(pair: SidePair, model: SidePair["models"][number], settings: RunSettings): Compared {
  const { first, second, places } = scoredInBoth(pair, model);
  const clusters = clusterIndex(Int32Array.from(places, (place) => pair.first.field.clusters[place] ?? 0));
  const difference = pairedDifference(first, second, clusters);
  const counts = { n: first.length, nClusters: clusters.count };
  if (difference === null) {
    const none = { first: null, second: null, difference: null, p: null, equivalence: null };
    return { model: model.name, ...counts, ...none, firstAbove: 0, secondAbove: 0 };
  }
  const above = (one: Float64Array, other: Float64Array): number =>
    one.reduce((count, points, index) => count + (points > (other[index] ?? 0) ? 1 : 0), 0);
  const [firstAbove, secondAbove] = [above(first, second), above(second, first)];
  const { value, low, high } = pairedDifferenceInterval(difference, settings.confidence);
  const { margin, alpha } = settings.comparison;
  const test = difference.simple ? mcnemarTest(firstAbove, secondAbove) : clusteredMcnemarTest(difference);
  return {
    model: model.name,
    ...counts,
    first: mean(first),
    second: mean(second),
    difference: { value, low, high },
    firstAbove,
    secondAbove,
    p: test.p,
    equivalence: margin === undefined ? null : equivalenceTest(difference, { margin, alpha }),
  };
}

/** Points of one model at the items it has in both versions, with the places in the first version's field. */
function scoredInBoth(pair: SidePair, model: SidePair["models"][number]) {
  const ofFirst = sidePoints(pair.first, model.first, pair.firstPlaces);
  const ofSecond = sidePoints(pair.second, model.second, pair.secondPlaces);
  const both = [...ofFirst.keys()].filter((at) => !Number.isNaN((ofFirst[at] ?? 0) + (ofSecond[at] ?? 0)));
  return {
    first: Float64Array.from(both, (at) => ofFirst[at] ?? 0),
    second: Float64Array.from(both, (at) => ofSecond[at] ?? 0),
    places: both.map((at) => pair.firstPlaces[at] ?? 0),
  };
}

function sidePoints({ field }: FieldSide, model: number, places: Int32Array): Float64Array {
  return Float64Array.from(places, (place) => field.points[model]?.[place] ?? Number.NaN);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pairOf(pair: SidePair, level: number): Omit<ParallelPair, "models"> {
  const points = {
    first: pair.models.map((model) => sidePoints(pair.first, model.first, pair.firstPlaces)),
    second: pair.models.map((model) => sidePoints(pair.second, model.second, pair.secondPlaces)),
  };
  const candidates = pair.models.filter((model) => scoredInBoth(pair, model).first.length > 0).length;
  const dif = candidates < fewestDifCandidates ? null : parallelDif(points, level);
  const side = ({ exam, language, items }: ParallelSide): ParallelSide => ({ exam, language, items });
  return {
    arm: pair.first.field.arm,
    perturbation: pair.first.field.perturbation,
    first: side(pair.first),
    second: side(pair.second),
    pairs: pair.parallelIds.length,
    candidates,
    dif: dif === null ? { status: "not-estimable", why: "too-few-candidates" } : { status: "estimated", candidates },
    items: pair.parallelIds.map((parallelId, at): ParallelItem => {
      const counts = [0, 0, 0, 0];
      for (const [model, own] of points.first.entries()) {
        const [one, other] = [own[at] ?? Number.NaN, points.second[model]?.[at] ?? Number.NaN];
        if (!Number.isNaN(one + other)) {
          const cell = (one > 0.5 ? 2 : 0) + (other > 0.5 ? 1 : 0);
          counts[cell] = (counts[cell] ?? 0) + 1;
        }
      }
      const [neither = 0, secondOnly = 0, firstOnly = 0, bothRight = 0] = counts;
      return {
        parallelId,
        firstId: pair.first.field.itemIds[pair.firstPlaces[at] ?? 0] ?? "",
        secondId: pair.second.field.itemIds[pair.secondPlaces[at] ?? 0] ?? "",
        n: neither + secondOnly + firstOnly + bothRight,
        bothRight,
        firstOnly,
        secondOnly,
        neither,
        dif: dif?.[at] ?? null,
      };
    }),
  };
}
