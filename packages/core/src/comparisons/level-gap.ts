import type { Bounded } from "../records/item-mean.ts";
import type { AdjustedGap, GapReading, LevelGap, LevelMakeUp, ModelLevelGap } from "../records/level-gap.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { stratifiedDifference } from "../statistics/stratified-difference.ts";
import { unpairedDifference } from "../statistics/unpaired-difference.ts";
import type { Field } from "./field.ts";
import { meanOfOwn, type OwnItems, ownItems } from "./own-items.ts";
import type { RunSettings } from "./run-settings.ts";
import { tagStrata } from "./tag-strata.ts";

/** What a study that names no levels is asked for. */
const usualLevels = { tag: "level", lower: "attending", higher: "senior", within: "kind" };

/**
 * The gap between two levels of one exam for every model: in points and relative to the lower level, raw and adjusted
 * within the values of a tag (question kind, unless the study says otherwise), since a level with more multiple-answer
 * questions is harder for that reason alone. The adjustment weighs the values as Mantel and Haenszel do.
 *
 * Null where the study names no levels and the items do not have both of attending and senior. An item of both levels
 * counts in neither. An item that lacks the adjusting tag is of a value of its own. Gaps are null for a model without
 * an item in one of the levels.
 */
export function levelGap(field: Field, settings: RunSettings): LevelGap | null {
  const { confidence, comparison } = settings;
  const names = comparison.levels ?? usualLevels;
  const groups = levelItems(field, names);
  if (comparison.levels === undefined && (groups.lower.length === 0 || groups.higher.length === 0)) {
    return null;
  }
  const within = withinCodes(field, names.within);
  const clustersOf = (items: Int32Array) => new Set(Array.from(items, (item) => field.clusters[item] ?? 0));
  const lowerClusters = clustersOf(groups.lower);
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    level: confidence,
    tag: names.tag,
    lower: makeUp(field, names.lower, groups.lower, within),
    higher: makeUp(field, names.higher, groups.higher, within),
    within: names.within,
    sharedClusters: [...clustersOf(groups.higher)].filter((cluster) => lowerClusters.has(cluster)).length,
    models: field.models.map(({ name }, model) =>
      modelGap(name, ownItems(field, model, groups.lower), ownItems(field, model, groups.higher), within, confidence),
    ),
  };
}

function levelItems(field: Field, names: { readonly tag: string; readonly lower: string; readonly higher: string }) {
  const itemsOf = (level: string) =>
    tagStrata(field, [names.tag]).find(({ stratum }) => stratum[names.tag] === level)?.items ?? new Int32Array();
  const [lower, higher] = [itemsOf(names.lower), itemsOf(names.higher)];
  const both = new Set([...lower].filter((item) => higher.includes(item)));
  const single = (items: Int32Array) => items.filter((item) => !both.has(item));
  return { lower: single(lower), higher: single(higher) };
}

/** Value of each item under the adjusting tag, several of them as one. */
interface WithinCodes {
  readonly values: readonly string[];
  readonly ofItem: Int32Array;
}

function withinCodes(field: Field, tag: string): WithinCodes {
  const column = field.tags.get(tag);
  const labels = field.itemIds.map((_, item) =>
    (column?.ofItem[item] ?? []).map((code) => column?.values[code] ?? "").join(" + "),
  );
  const values = [...new Set(labels)].sort();
  const codes = new Map(values.map((value, code) => [value, code]));
  return { values, ofItem: Int32Array.from(labels, (label) => codes.get(label) ?? 0) };
}

function makeUp(field: Field, level: string, items: Int32Array, within: WithinCodes): LevelMakeUp {
  const counts = new Int32Array(within.values.length);
  for (const item of items) {
    const code = within.ofItem[item] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const multiple = items.filter((item) => field.kinds[item] === "multiple").length;
  return {
    level,
    nItems: items.length,
    nClusters: clusterIndex(items.map((item) => field.clusters[item] ?? 0)).count,
    within: within.values.flatMap((value, code) => {
      const nItems = counts[code] ?? 0;
      return nItems === 0 ? [] : [{ value, nItems }];
    }),
    multipleShare: items.length === 0 ? null : multiple / items.length,
  };
}

function modelGap(model: string, lower: OwnItems, higher: OwnItems, within: WithinCodes, level: number): ModelLevelGap {
  const raw = unpairedDifference(lower, higher, level);
  const adjusted = adjustedGap(lower, higher, within, level);
  const reading = raw === null ? null : readingOf(raw.difference);
  const adjustedReading = adjusted.status === "estimated" ? readingOf(adjusted) : null;
  return {
    model,
    lower: meanOfOwn(lower, level),
    higher: meanOfOwn(higher, level),
    gap: raw?.difference ?? null,
    relative: raw?.relative ?? null,
    adjusted,
    reading,
    adjustedReading,
    disagree: reading !== null && adjustedReading !== null && reading !== adjustedReading,
  };
}

function adjustedGap(lower: OwnItems, higher: OwnItems, within: WithinCodes, level: number): AdjustedGap {
  const group = (own: OwnItems) => ({ ...own, strata: own.items.map((item) => within.ofItem[item] ?? 0) });
  const found = stratifiedDifference(group(lower), group(higher), {
    strata: within.values.length,
    weights: "mantel-haenszel",
    level,
  });
  if (found.status === "not-estimable") {
    return found;
  }
  const { first, second } = found.excluded;
  const { value, low, high } = found.difference;
  return {
    status: "estimated",
    value,
    low,
    high,
    strataUsed: found.strataUsed,
    leftOut: { lower: first, higher: second },
  };
}

function readingOf({ low, high }: Bounded): GapReading {
  return low > 0 ? "lower-better" : high < 0 ? "higher-better" : "not-told-apart";
}
