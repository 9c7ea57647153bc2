import type { ComparedValue } from "../records/comparison.ts";
import type { ComparedTextModel, ComparedTextPair, TextComparison } from "../records/text-comparison.ts";
import { benjaminiHochbergAdjust } from "../statistics/benjamini-hochberg-adjust.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { noCommonItem } from "./comparison-pairs.ts";
import type { RunSettings } from "./run-settings.ts";
import type { TextField } from "./text-field.ts";
import { type TextReplicates, textReplicates } from "./text-replicates.ts";

/** Differences that agree to this share of the larger score are taken for equal. */
const tolerance = 1e-12;

type Settings = Pick<RunSettings, "confidence" | "resamples" | "seed" | "comparison">;

/**
 * How the models of a field compare in each of its scores: every pair on the items that both have, by a paired bootstrap of
 * whole clusters (Koehn 2004, aclanthology.org/W04-3250, with items of one group and repeats of one item drawn together). The
 * same clusters are drawn for all models. p-values are adjusted over the pairs of one score. One model makes no pair.
 */
export function compareTexts(field: TextField, settings: Settings): readonly TextComparison[] {
  const own = field.models.map((_, model) => textReplicates(field, model, hasOf(field, model), settings));
  const pairs = pairReplicates(field, own, settings);
  return field.scores.map((score, place) => {
    const order = [...field.models.keys()].sort(
      (a, b) =>
        (own[b]?.values[place] ?? Number.NEGATIVE_INFINITY) - (own[a]?.values[place] ?? Number.NEGATIVE_INFINITY) ||
        ((field.models[a]?.name ?? "") < (field.models[b]?.name ?? "") ? -1 : 1),
    );
    const compared = order.flatMap((first, at) =>
      order.slice(at + 1).map((second) => comparePair(field, place, [first, second], pairs, settings)),
    );
    const someone = Int32Array.from(field.clusters.keys()).filter((item) =>
      field.counts.some(({ has }) => has[item] === 1),
    );
    return {
      exam: field.exam,
      arm: field.arm,
      perturbation: field.perturbation,
      scorer: field.scorer,
      kind: field.kind,
      score,
      ...(field.signature === undefined ? {} : { signature: field.signature }),
      level: settings.confidence,
      alpha: settings.comparison.alpha,
      resamples: settings.resamples,
      nItems: someone.length,
      nClusters: clusterIndex(someone.map((item) => field.clusters[item] ?? 0)).count,
      models: order.map((model) => modelLine(field, model, place, own[model], settings.confidence)),
      pairs: adjusted(compared, settings.comparison.alpha),
    };
  });
}

function hasOf(field: TextField, model: number): Uint8Array {
  return field.counts[model]?.has ?? new Uint8Array();
}

type PairReplicates = (first: number, second: number) => readonly [TextReplicates, TextReplicates];

/** Two models' scores on the items that both have; what a model has on the same items is worked out once. */
function pairReplicates(field: TextField, own: readonly TextReplicates[], settings: Settings): PairReplicates {
  const known = new Map<string, TextReplicates>();
  const on = (model: number, kept: Uint8Array): TextReplicates => {
    const replicates = own[model];
    if (replicates !== undefined && hasOf(field, model).every((has, item) => has === kept[item])) {
      return replicates;
    }
    const key = `${model}:${kept.join("")}`;
    const found = known.get(key) ?? textReplicates(field, model, kept, settings);
    known.set(key, found);
    return found;
  };
  return (first, second) => {
    const others = hasOf(field, second);
    const both = hasOf(field, first).map((has, item) => has & (others[item] ?? 0));
    return [on(first, both), on(second, both)];
  };
}

function modelLine(
  field: TextField,
  model: number,
  place: number,
  replicates: TextReplicates | undefined,
  level: number,
): ComparedTextModel {
  const { name, id, run } = field.models[model] ?? { name: "", id: "", run: 0 };
  const { nItems = 0, nClusters = 0 } = replicates ?? {};
  const value = replicates?.values[place] ?? null;
  const common = { name, id, run, nItems, nClusters };
  if (replicates === undefined || value === null) {
    return { ...common, value: null, low: null, high: null, method: "none", why: "no item was scored" };
  }
  if (field.kind === "mean") {
    const items = Int32Array.from(field.clusters.keys()).filter((item) => hasOf(field, model)[item] === 1);
    const values = field.counts[model]?.values ?? new Float64Array();
    const mean = meanInterval(
      Float64Array.from(items, (item) => Math.min(1, values[item * field.width] ?? 0)),
      clusterIndex(items.map((item) => field.clusters[item] ?? 0)),
      level,
    );
    return mean === null ? { ...common, value, low: null, high: null, method: "none" } : { ...common, ...mean };
  }
  const interval = intervalOf(replicates.resampled[place] ?? new Float64Array(), nClusters, level);
  return typeof interval === "string"
    ? { ...common, value, low: null, high: null, method: "none", why: interval }
    : { ...common, value, ...interval, method: "cluster-bootstrap" };
}

type UnadjustedPair = Omit<ComparedTextPair, "holmP" | "benjaminiHochbergP" | "verdict">;

function comparePair(
  field: TextField,
  place: number,
  [first, second]: readonly [number, number],
  pairs: PairReplicates,
  { confidence }: Settings,
): UnadjustedPair {
  const [one, other] = pairs(first, second);
  const firstValue = one.values[place] ?? null;
  const secondValue = other.values[place] ?? null;
  const names = { first: field.models[first]?.name ?? "", second: field.models[second]?.name ?? "" };
  const common = { ...names, nItems: one.nItems, nClusters: one.nClusters, firstValue, secondValue };
  if (firstValue === null || secondValue === null) {
    const difference = { value: null, low: null, high: null, why: noCommonItem };
    return { ...common, difference, p: null };
  }
  const ofOther = other.resampled[place] ?? new Float64Array();
  const differences = (one.resampled[place] ?? new Float64Array()).map((value, at) => value - (ofOther[at] ?? 0));
  const value = firstValue - secondValue;
  const interval = intervalOf(differences, one.nClusters, confidence);
  const difference: ComparedValue =
    typeof interval === "string" ? { value, low: null, high: null, why: interval } : { value, ...interval };
  return {
    ...common,
    difference,
    p: typeof interval === "string" ? null : pOf(differences, value, Math.max(firstValue, secondValue)),
  };
}

/** Two-sided: how many differences lie as far from the observed one as that lies from 0. */
function pOf(differences: Float64Array, observed: number, larger: number): number {
  const size = Math.abs(observed);
  const slack = tolerance * larger;
  let far = 0;
  for (const difference of differences) {
    far += Math.abs(difference - observed) >= size - slack ? 1 : 0;
  }
  return (far + 1) / (differences.length + 1);
}

/** The percentile interval, or why there is none. */
function intervalOf(
  replicates: Float64Array,
  clusters: number,
  level: number,
): { readonly low: number; readonly high: number } | string {
  if (replicates.some(Number.isNaN)) {
    return "some resamples have no text to score";
  }
  const interval = clusters < 2 ? null : percentileInterval(replicates, clusters, level);
  return interval === null ? "fewer than two independent items" : { low: interval.low, high: interval.high };
}

/** Pairs that could not be tested are no members of the family. */
function adjusted(pairs: readonly UnadjustedPair[], alpha: number): readonly ComparedTextPair[] {
  const tested = Float64Array.from(pairs.flatMap(({ p }) => (p === null ? [] : [p])));
  const holm = holmAdjust(tested);
  const discoveries = benjaminiHochbergAdjust(tested);
  let next = 0;
  return pairs.map((pair): ComparedTextPair => {
    if (pair.p === null) {
      return { ...pair, holmP: null, benjaminiHochbergP: null, verdict: "not-compared" };
    }
    const holmP = holm[next] ?? 1;
    const benjaminiHochbergP = discoveries[next] ?? 1;
    next += 1;
    const apart = holmP <= alpha && pair.difference.value !== 0;
    const higher = (pair.difference.value ?? 0) > 0 ? "first-higher" : "second-higher";
    return { ...pair, holmP, benjaminiHochbergP, verdict: apart ? higher : "not-told-apart" };
  });
}
