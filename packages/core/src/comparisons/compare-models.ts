import type { ComparedModel, FieldComparison, OmnibusTest } from "../records/comparison.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { cochranQTest } from "../statistics/cochran-q-test.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { comparePairs, notSingleUnits } from "./comparison-pairs.ts";
import { rankModels, winsTiesLosses } from "./comparison-ranks.ts";
import { compareWithReference } from "./comparison-reference.ts";
import type { Field } from "./field.ts";
import type { RunSettings } from "./run-settings.ts";

/**
 * How the models of a field compare: leaderboard with ranks and tied sets, every pair with its difference, test and
 * adjusted p-values, Cochran's Q over all, and non-inferiority and equivalence to the reference where the settings name
 * one and a margin. The unit is an item: its points are the mean over repeats, and items of one group are one cluster.
 * Deterministic: resamples are drawn by the settings' seed, the same clusters for all models.
 *
 * A pair is compared on the items that both models have. One model gives a leaderboard without pairs; a model without
 * an item stands last, unranked; identical models differ by 0 with p = 1.
 */
export function compareModels(field: Field, settings: RunSettings): FieldComparison {
  const { points: scored, clusters } = scoredItems(field);
  const entries = field.models
    .map((model, place) => ({ model, points: scored[place] ?? new Float64Array() }))
    .map(({ model, points }) => ({ model, points, ...modelAccuracy(points, clusters, settings.confidence) }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.model.name < b.model.name ? -1 : 1));
  const ranked = {
    models: entries.map(({ model }) => model),
    names: entries.map(({ model }) => model.name),
    points: entries.map(({ points }) => points),
    clusters,
  };
  const pairs = comparePairs(ranked, settings);
  const values = Float64Array.from(entries, ({ value }) => value ?? Number.NaN);
  const ranks = rankModels(values, ranked.points, clusters, pairs, settings);
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    repeats: field.repeats,
    level: settings.confidence,
    alpha: settings.comparison.alpha,
    resamples: settings.resamples,
    nItems: clusters.length,
    nClusters: clusterIndex(clusters).count,
    models: entries.map(
      ({ model, points: _points, ...accuracy }, place): ComparedModel => ({
        name: model.name,
        id: model.id,
        run: model.run,
        ...accuracy,
        rank: ranks.bootstrap[place]?.rank ?? null,
        rankLow: ranks.bootstrap[place]?.low ?? null,
        rankHigh: ranks.bootstrap[place]?.high ?? null,
        jointRankLow: ranks.joint[place]?.low ?? null,
        jointRankHigh: ranks.joint[place]?.high ?? null,
        tiedSets: [...ranks.tiedSets.keys()].filter((set) => ranks.tiedSets[set]?.includes(place)),
        ...winsTiesLosses(model.name, pairs),
      }),
    ),
    pairs,
    tiedSets: ranks.tiedSets.map((set) => set.map((place) => ranked.names[place] ?? "")),
    omnibus: omnibusTest(ranked.points, clusters),
    reference: compareWithReference(ranked, settings),
  };
}

/** Items that some model has: what nobody was asked is no part of the resamples either. */
function scoredItems({ points, clusters }: Field): Pick<Field, "points" | "clusters"> {
  const kept = Int32Array.from(clusters.keys()).filter((item) =>
    points.some((own) => !Number.isNaN(own[item] ?? Number.NaN)),
  );
  return {
    points: points.map((own) => Float64Array.from(kept, (item) => own[item] ?? Number.NaN)),
    clusters: Int32Array.from(kept, (item) => clusters[item] ?? 0),
  };
}

type ModelAccuracy = Pick<ComparedModel, "value" | "low" | "high" | "method" | "nItems" | "nClusters" | "why">;

function modelAccuracy(points: Float64Array, clusters: Int32Array, level: number): ModelAccuracy {
  const own = Int32Array.from(points.keys()).filter((item) => !Number.isNaN(points[item]));
  const index = clusterIndex(Int32Array.from(own, (item) => clusters[item] ?? 0));
  const mean = meanInterval(
    Float64Array.from(own, (item) => points[item] ?? 0),
    index,
    level,
  );
  return mean === null
    ? { value: null, low: null, high: null, method: "none", nItems: 0, nClusters: 0, why: "no item was scored" }
    : { ...mean, nItems: own.length, nClusters: index.count };
}

/** Cochran's Q on the items that every model with any item has. */
function omnibusTest(models: readonly Float64Array[], clusters: Int32Array): OmnibusTest {
  const having = models.filter((points) => points.some((point) => !Number.isNaN(point)));
  const items = Int32Array.from(clusters.keys()).filter((item) =>
    having.every((points) => !Number.isNaN(points[item] ?? Number.NaN)),
  );
  const points = having.map((own) => Float64Array.from(items, (item) => own[item] ?? 0));
  const single = clusterIndex(Int32Array.from(items, (item) => clusters[item] ?? 0)).allSingle;
  const none = (why: string): OmnibusTest => ({
    statistic: null,
    degrees: null,
    p: null,
    informative: null,
    nItems: having.length < 2 ? 0 : items.length,
    why,
  });
  if (having.length < 2) {
    return none("fewer than two models to compare");
  }
  if (items.length === 0) {
    return none("no item that all models have");
  }
  if (!single || points.some((own) => own.some((point) => point !== 0 && point !== 1))) {
    return none(notSingleUnits);
  }
  const test = cochranQTest(points);
  return test === null ? none("fewer than two models to compare") : { ...test, nItems: items.length };
}
