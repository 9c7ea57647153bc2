import type { DescentPair, LeftOutModel } from "../../records/facts-analysis.ts";
import type { KnownModels } from "../../runs/known-models.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { clusteredMcnemarTest } from "../../statistics/clustered-mcnemar-test.ts";
import { discordantCounts } from "../../statistics/discordant-counts.ts";
import { holmAdjust } from "../../statistics/holm-adjust.ts";
import { mcnemarTest } from "../../statistics/mcnemar-test.ts";
import { pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import type { Field } from "../field.ts";
import { type KnownFieldModel, pointsOf, scoredItems } from "./facts-models.ts";
import { factsReasons, notTold } from "./facts-reasons.ts";

/**
 * Every clinical model of a field against the general model it was made from, where that one sat the exam too: paired
 * on the items that both have, McNemar's test (over clusters where items cluster), Holm's adjustment over the pairs.
 */
export function descentPairs(
  field: Field,
  models: readonly KnownFieldModel[],
  known: KnownModels,
  level: number,
): { readonly pairs: readonly DescentPair[]; readonly leftOut: readonly LeftOutModel[] } {
  const pairs: DescentPair[] = [];
  const leftOut: LeftOutModel[] = [];
  for (const clinical of models.filter(({ facts }) => facts.domain === "clinical")) {
    const parent = known.generalParentOf(clinical.facts);
    const parents = models.filter(({ facts }) => facts.id === parent?.id);
    if (parents.length === 0) {
      const why = parent === undefined ? factsReasons.noParent : factsReasons.parentAbsent;
      leftOut.push({ name: clinical.row.name, why });
    }
    pairs.push(...parents.map((general) => pairOf(field, clinical, general, level)));
  }
  const tested = pairs.filter(({ p }) => p !== null);
  const adjusted = holmAdjust(Float64Array.from(tested, ({ p }) => p ?? 1));
  return {
    pairs: pairs.map((pair) => ({ ...pair, holmP: pair.p === null ? null : (adjusted[tested.indexOf(pair)] ?? null) })),
    leftOut,
  };
}

function pairOf(field: Field, clinical: KnownFieldModel, parent: KnownFieldModel, level: number): DescentPair {
  const items = scoredItems(field, [clinical.place, parent.place]);
  const first = pointsOf(field, clinical.place, items);
  const second = pointsOf(field, parent.place, items);
  const index = clusterIndex(first.clusters);
  const found = pairedDifference(first.points, second.points, index);
  const [counts] = discordantCounts([first.points, second.points]);
  const [gained, lost] = [counts?.firstAbove ?? 0, counts?.secondAbove ?? 0];
  const names = { clinical: clinical.row.name, parent: parent.row.name };
  const size = { nItems: items.length, nClusters: index.count, gained, lost };
  if (found === null) {
    const difference = notTold(factsReasons.unscored);
    return { ...names, ...size, clinicalValue: null, parentValue: null, difference, p: null, holmP: null };
  }
  const { value, low, high } = pairedDifferenceInterval(found, level);
  return {
    ...names,
    ...size,
    clinicalValue: meanOf(first.points),
    parentValue: meanOf(second.points),
    difference: { value, low, high },
    p: found.simple ? mcnemarTest(gained, lost).p : clusteredMcnemarTest(found).p,
    holmP: null,
  };
}

function meanOf(points: Float64Array): number {
  return points.reduce((sum, point) => sum + point, 0) / points.length;
}
