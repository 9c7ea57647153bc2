import type { ComparedValue } from "../../records/comparison.ts";
import type { CutoffComparison, LeftOutModel } from "../../records/facts-analysis.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { type MeanEstimate, meanInterval } from "../../statistics/mean-interval.ts";
import { unpairedDifference } from "../../statistics/unpaired-difference.ts";
import type { Field } from "../field.ts";
import { type KnownFieldModel, pointsOf, scoredItems } from "./facts-models.ts";
import { factsReasons, notTold } from "./facts-reasons.ts";
import { isAfter, itemDates } from "./item-date.ts";

/**
 * Each model with a published end of its training data: accuracy on the items it may have read against the newer ones.
 * Two groups of items, so the difference is unpaired; items of a group (a shared stem) are one cluster.
 */
export function cutoffComparisons(
  field: Field,
  models: readonly KnownFieldModel[],
  level: number,
): {
  readonly rows: readonly CutoffComparison[];
  readonly leftOut: readonly LeftOutModel[];
  readonly datedItems: number;
} {
  const dates = itemDates(field);
  const datedItems = dates.filter((date) => date !== null).length;
  const rows: CutoffComparison[] = [];
  const leftOut: LeftOutModel[] = [];
  for (const { place, row } of models) {
    if (row.trainingCutoff === null || datedItems === 0) {
      leftOut.push({ name: row.name, why: datedItems === 0 ? factsReasons.noDates : factsReasons.noCutoff });
      continue;
    }
    const last = row.trainingCutoff;
    const side = (item: number): boolean | null | undefined => {
      const date = dates[item] ?? null;
      return date === null ? undefined : isAfter(date, last);
    };
    const items = scoredItems(field, [place]);
    const before = pointsOf(
      field,
      place,
      items.filter((item) => side(item) === false),
    );
    const after = pointsOf(
      field,
      place,
      items.filter((item) => side(item) === true),
    );
    const found = unpairedDifference(before, after, level);
    rows.push({
      model: row.name,
      trainingCutoff: last,
      before: meanOrWhy(meanInterval(before.points, clusterIndex(before.clusters), level), factsReasons.noneBefore),
      nBefore: before.points.length,
      after: meanOrWhy(meanInterval(after.points, clusterIndex(after.clusters), level), factsReasons.noneAfter),
      nAfter: after.points.length,
      difference:
        found === null
          ? notTold(before.points.length === 0 ? factsReasons.noneBefore : factsReasons.noneAfter)
          : { value: found.difference.value, low: found.difference.low, high: found.difference.high },
      undecided: items.filter((item) => side(item) === null).length,
    });
  }
  return { rows, leftOut, datedItems };
}

function meanOrWhy(mean: MeanEstimate | null, why: string): ComparedValue {
  return mean === null ? notTold(why) : { value: mean.value, low: mean.low, high: mean.high };
}
