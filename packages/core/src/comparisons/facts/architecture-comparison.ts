import type { ComparedValue } from "../../records/comparison.ts";
import type { ArchitectureComparison, ArchitectureTest, ModelGroup } from "../../records/facts-analysis.ts";
import { cliffsDelta } from "../../statistics/cliffs-delta.ts";
import { clusterIndex, clusterSums } from "../../statistics/cluster-index.ts";
import { meanInterval } from "../../statistics/mean-interval.ts";
import { permutationTest } from "../../statistics/permutation-test.ts";
import { unpairedDifference } from "../../statistics/unpaired-difference.ts";
import { familyCodes, type KnownFieldModel } from "./facts-models.ts";
import { factsReasons, notTold } from "./facts-reasons.ts";

/**
 * Mixtures of experts against dense models, by their published architecture. The unit is a model with its accuracy;
 * models of one family are one cluster in every interval. The permutation test takes models for exchangeable, which
 * those of one family are not: the same test over family means stands beside it.
 */
export function architectureComparison(
  models: readonly KnownFieldModel[],
  { level, seed }: { readonly level: number; readonly seed: number },
): ArchitectureComparison {
  const mixtures = models.filter(({ row }) => row.architecture === "mixture-of-experts");
  const dense = models.filter(({ row }) => row.architecture === "dense");
  const leftOut = models
    .filter(({ row }) => row.architecture === null)
    .map(({ row }) => ({ name: row.name, why: factsReasons.noArchitecture }));
  // Relative to the dense models: the statistic has the share of its first group that the second lacks.
  const found = unpairedDifference(itemsOf(dense), itemsOf(mixtures), level);
  return {
    mixtures: groupOf(mixtures, level),
    dense: groupOf(dense, level),
    difference: found === null ? notTold(factsReasons.emptyGroup) : turned(found.difference),
    relative:
      found === null
        ? notTold(factsReasons.emptyGroup)
        : found.relative === null
          ? notTold(factsReasons.zeroMean)
          : turned(found.relative),
    cliffsDelta: dominanceOf(mixtures, dense, level),
    test: testOf(accuraciesOf(mixtures), accuraciesOf(dense), seed),
    familyTest: testOf(familyMeans(mixtures), familyMeans(dense), seed),
    relabelled: relabelled(mixtures, dense),
    leftOut,
  };
}

function accuraciesOf(models: readonly KnownFieldModel[]): Float64Array {
  return Float64Array.from(models, ({ accuracy }) => accuracy);
}

function itemsOf(models: readonly KnownFieldModel[]) {
  return { points: accuraciesOf(models), clusters: familyCodes(models) };
}

/** Second less first, from first less second. */
function turned({ value, low, high }: { value: number; low: number | null; high: number | null }): ComparedValue {
  // Zero without a sign.
  const other = (limit: number | null): number | null => (limit === null ? null : 0 - limit);
  return { value: 0 - value, low: other(high), high: other(low) };
}

function groupOf(models: readonly KnownFieldModel[], level: number): ModelGroup {
  const { points, clusters } = itemsOf(models);
  const index = clusterIndex(clusters);
  const mean = meanInterval(points, index, level);
  return {
    models: models.map(({ row }) => row.name),
    nFamilies: index.count,
    mean: mean === null ? notTold(factsReasons.emptyGroup) : { value: mean.value, low: mean.low, high: mean.high },
  };
}

function dominanceOf(
  mixtures: readonly KnownFieldModel[],
  dense: readonly KnownFieldModel[],
  level: number,
): ComparedValue {
  const found = cliffsDelta(accuraciesOf(mixtures), accuraciesOf(dense), level);
  if (found === null) {
    return notTold(factsReasons.emptyGroup);
  }
  return found.interval === null
    ? { value: found.delta, low: null, high: null, why: factsReasons.oneModel }
    : { value: found.delta, low: found.interval.low, high: found.interval.high };
}

function familyMeans(models: readonly KnownFieldModel[]): Float64Array {
  const index = clusterIndex(familyCodes(models));
  return clusterSums(index, accuraciesOf(models)).map((sum, family) => sum / (index.sizes[family] ?? 1));
}

function testOf(first: Float64Array, second: Float64Array, seed: number): ArchitectureTest | null {
  const found = permutationTest(first, second, { seed });
  return found === null ? null : { p: found.p, method: found.method, arrangements: found.arrangements };
}

/** What the difference would be if one label were wrong, such as a mixture that was filed under dense. */
function relabelled(
  mixtures: readonly KnownFieldModel[],
  dense: readonly KnownFieldModel[],
): ArchitectureComparison["relabelled"] {
  const moved = [
    ...(mixtures.length < 2
      ? []
      : mixtures.map((model) => ({
          model,
          mixtures: mixtures.filter((one) => one !== model),
          dense: [...dense, model],
        }))),
    ...(dense.length < 2
      ? []
      : dense.map((model) => ({ model, mixtures: [...mixtures, model], dense: dense.filter((one) => one !== model) }))),
  ];
  const differences = moved
    .filter((groups) => groups.mixtures.length > 0 && groups.dense.length > 0)
    .map((groups) => ({ model: groups.model.row.name, difference: meanOf(groups.mixtures) - meanOf(groups.dense) }))
    .sort((a, b) => a.difference - b.difference);
  const [least] = differences;
  const greatest = differences.at(-1);
  return mixtures.length === 0 || dense.length === 0 || least === undefined || greatest === undefined
    ? null
    : { least, greatest };
}

function meanOf(models: readonly KnownFieldModel[]): number {
  return models.reduce((sum, { accuracy }) => sum + accuracy, 0) / models.length;
}
