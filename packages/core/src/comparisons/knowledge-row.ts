import type { ComparedValue } from "../records/comparison.ts";
import type { ItemMean } from "../records/item-mean.ts";
import type { KnowledgeRow } from "../records/knowledge-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import {
  type KnowledgeArmInput,
  type KnowledgeCell,
  type KnowledgeInput,
  knowledgeReasons,
} from "./knowledge-input.ts";
import { meanPoints, netChange } from "./knowledge-points.ts";
import { majorityPoints } from "./majority-points.ts";
import { itemMean, notKnown, shareOf } from "./robustness/estimates.ts";

/** Repeats from which a majority says more than one reply. */
const leastForMajority = 3;

/**
 * One model under one way of asking.
 *
 * @param points Of the cell, by item; NaN without any.
 * @param before The same with nothing looked up; undefined where the study does not ask so.
 */
export function knowledgeRow(
  { model, sittings, promptTokens, completionTokens }: KnowledgeCell,
  points: Float64Array,
  before: Float64Array | undefined,
  { arm, retriever, without, seen, entities }: KnowledgeArmInput,
  { clusters, level }: KnowledgeInput,
): KnowledgeRow {
  const meanOver = (values: Float64Array): ItemMean => {
    const kept = Int32Array.from(values.keys()).filter((item) => !Number.isNaN(values[item]));
    const index = clusterIndex(kept.map((item) => clusters[item] ?? 0));
    return itemMean(
      Float64Array.from(kept, (item) => Math.min(1, Math.max(0, values[item] ?? 0))),
      index,
      level,
    );
  };
  const against = (compared: (before: Float64Array) => ComparedValue): ComparedValue =>
    retriever === null
      ? notKnown(knowledgeReasons.nothingLookedUp)
      : without === null || before === undefined
        ? notKnown(knowledgeReasons.noBaseline)
        : compared(before);
  const changed = (ahead: (more: number) => boolean): ComparedValue =>
    against((was) =>
      shareOf(
        points.map((one, item) => {
          const more = one - (was[item] ?? Number.NaN);
          return Number.isNaN(more) ? Number.NaN : Number(ahead(more));
        }),
        clusters,
        level,
        knowledgeReasons.noItem,
      ),
    );
  const named = (uptake: boolean): ItemMean =>
    meanOver(
      meanPoints(
        sittings.map((sitting) =>
          sitting.points.map((one, item) => {
            const taken = sitting.taken[item] ?? Number.NaN;
            return !Number.isNaN(taken) && taken > 0 === uptake ? one : Number.NaN;
          }),
        ),
      ),
    );
  const hasSeeds = seen.some((one) => (one?.seeds.length ?? 0) > 0);
  return {
    model,
    arm,
    accuracy: meanOver(points),
    majority: sittings.length < leastForMajority ? null : meanOver(majorityPoints(sittings)),
    gain: changed((more) => more > 0),
    harm: changed((more) => more < 0),
    net: against((was) => netChange(points, was, clusters, level)),
    uptake: hasSeeds
      ? typeof entities === "string"
        ? notKnown(entities)
        : shareOf(meanPoints(sittings.map(({ taken }) => taken)), clusters, level, knowledgeReasons.noSeeds)
      : notKnown(retriever === null ? knowledgeReasons.nothingLookedUp : knowledgeReasons.noSeeds),
    accuracyWithUptake: named(true),
    accuracyWithoutUptake: named(false),
    promptTokens,
    completionTokens,
  };
}
