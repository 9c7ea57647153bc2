import type { ComparedValue } from "../records/comparison.ts";
import type { CleanSubsetLine, CorpusOverlap } from "../records/contamination.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { type MeanEstimate, meanInterval } from "../statistics/mean-interval.ts";
import { unpairedDifference } from "../statistics/unpaired-difference.ts";
import { contaminationReasons } from "./contamination-reasons.ts";
import type { Field } from "./field.ts";
import { type OwnItems, ownItems } from "./own-items.ts";

/**
 * Each model's accuracy on the items that do not overlap, beside all items. Items that could not be judged (too short,
 * phrases only) are in both, as no overlap was found.
 *
 * Clean less full is clean less overlapping times the overlapping items' share, so that its interval is that of two
 * separate groups of items, scaled: exact algebra, where the two accuracies themselves share most of their items. A group
 * of items that lies in both counts as two.
 * Source: Brown et al. 2020, arXiv 2005.14165, section 4 (clean subset).
 */
export function cleanSubset(field: Field, overlap: CorpusOverlap, level: number): readonly CleanSubsetLine[] {
  const dirty = new Set(overlap.found.filter(({ overlapping }) => overlapping).map(({ itemId }) => itemId));
  const places = Int32Array.from(field.itemIds.keys());
  const isDirty = (item: number): boolean => dirty.has(field.itemIds[item] ?? "");
  return field.models.map(({ name }, model): CleanSubsetLine => {
    const full = ownItems(field, model);
    const clean = ownItems(
      field,
      model,
      places.filter((item) => !isDirty(item)),
    );
    const overlapping = ownItems(field, model, places.filter(isDirty));
    return {
      model: name,
      full: meanOf(full, level, contaminationReasons.noItem),
      nFull: full.points.length,
      clean: meanOf(clean, level, contaminationReasons.noneClean),
      nClean: clean.points.length,
      overlapping: meanOf(overlapping, level, contaminationReasons.allClean),
      nOverlapping: overlapping.points.length,
      difference: differenceOf(clean, overlapping, level),
    };
  });
}

function differenceOf(clean: OwnItems, overlapping: OwnItems, level: number): ComparedValue {
  const found = unpairedDifference(clean, overlapping, level);
  if (found === null) {
    const why = clean.points.length === 0 ? contaminationReasons.noneClean : contaminationReasons.allClean;
    return { value: null, low: null, high: null, why };
  }
  const share = overlapping.points.length / (clean.points.length + overlapping.points.length);
  const { value, low, high } = found.difference;
  return { value: value * share, low: low * share, high: high * share };
}

function meanOf({ points, clusters }: OwnItems, level: number, why: string): ComparedValue {
  const mean: MeanEstimate | null = meanInterval(points, clusterIndex(clusters), level);
  return mean === null
    ? { value: null, low: null, high: null, why }
    : { value: mean.value, low: mean.low, high: mean.high };
}
