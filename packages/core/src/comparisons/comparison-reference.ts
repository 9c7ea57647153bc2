import type { MarginTest, ReferenceComparison, ReferenceRow } from "../records/comparison.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { equivalenceTest } from "../statistics/equivalence-test.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import { nonInferiorityTest } from "../statistics/non-inferiority-test.ts";
import { type PairedDifference, pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { commonPoints, noCommonItem, type RankedPoints } from "./comparison-pairs.ts";
import type { RunSettings } from "./run-settings.ts";

/** A model as it can be named: by its name in the comparison, or by its id where that is no one else's. */
export interface NamedModel {
  readonly name: string;
  readonly id: string;
}

/** The model meant by a name or an id; undefined where there is none, or several of that id. */
export function modelNamed<Model extends NamedModel>(models: readonly Model[], wanted: string): Model | undefined {
  const ofId = models.filter(({ id }) => id === wanted);
  return models.find(({ name }) => name === wanted) ?? (ofId.length === 1 ? ofId[0] : undefined);
}

/**
 * Every model held against the reference of the settings: non-inferiority at alpha/2 one-sided, equivalence by two
 * one-sided tests at alpha, each Holm-adjusted over the models. Null without a reference; no rows without a margin.
 */
export function compareWithReference(
  ranked: RankedPoints & { readonly models: readonly NamedModel[] },
  { comparison, confidence }: Pick<RunSettings, "comparison" | "confidence">,
): ReferenceComparison | null {
  if (comparison.reference === undefined) {
    return null;
  }
  const { alpha } = comparison;
  const margin = comparison.margin ?? null;
  const stated = { margin, nonInferiorityAlpha: alpha / 2, equivalenceAlpha: alpha };
  const reference = modelNamed(ranked.models, comparison.reference);
  if (reference === undefined) {
    return { ...stated, model: null, rows: [], why: "the reference is not among the models" };
  }
  if (margin === null) {
    return { ...stated, model: reference.name, rows: [], why: "no margin is stated" };
  }
  return { ...stated, model: reference.name, rows: marginRows(ranked, reference.name, margin, { alpha, confidence }) };
}

function marginRows(
  { names, points, clusters }: RankedPoints,
  reference: string,
  margin: number,
  { alpha, confidence }: { readonly alpha: number; readonly confidence: number },
): readonly ReferenceRow[] {
  const base = points[names.indexOf(reference)];
  const whole = clusterIndex(clusters);
  const others = names.flatMap((model, place) => {
    if (model === reference) {
      return [];
    }
    const pair = commonPoints(points[place], base, clusters, whole);
    const paired = pairedDifference(pair.first, pair.second, pair.clusters);
    return [{ model, nItems: pair.first.length, nClusters: pair.clusters.count, paired }];
  });
  const tests = others.flatMap(({ paired }) => (paired === null ? [] : [bothTests(paired, margin, alpha)]));
  const nonInferiorHolm = holmAdjust(Float64Array.from(tests, ({ nonInferiority }) => nonInferiority.p)).values();
  const equivalenceHolm = holmAdjust(Float64Array.from(tests, ({ equivalence }) => equivalence.p)).values();
  const inOrder = tests.values();
  return others.map(({ paired, ...row }): ReferenceRow => {
    const test = paired === null ? undefined : inOrder.next().value;
    if (paired === null || test === undefined) {
      const difference = { value: null, low: null, high: null, why: noCommonItem };
      return { ...row, difference, nonInferiority: null, equivalence: null };
    }
    const { value, low, high } = pairedDifferenceInterval(paired, confidence);
    return {
      ...row,
      difference: { value, low, high },
      nonInferiority: withHolm(test.nonInferiority, nonInferiorHolm.next().value ?? 1, alpha / 2),
      equivalence: withHolm(test.equivalence, equivalenceHolm.next().value ?? 1, alpha),
    };
  });
}

function bothTests(paired: PairedDifference, margin: number, alpha: number) {
  const better = nonInferiorityTest(paired, { margin, alpha: alpha / 2 });
  const alike = equivalenceTest(paired, { margin, alpha });
  return {
    nonInferiority: { p: better.p, bound: better.bound },
    equivalence: { p: alike.p, bound: alike.low, high: alike.high },
  };
}

function withHolm<Test extends Pick<MarginTest, "p" | "bound">>(test: Test, holmP: number, alpha: number) {
  return { ...test, holmP, shown: holmP < alpha };
}
