import type { ItemFlip, VersionChange } from "../records/decision.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { commonPoints } from "./comparison-pairs.ts";
import type { Field } from "./field.ts";

/** Which two models of a field are versions of one. */
export interface Versions {
  /** Places in the field. */
  readonly now: number;
  readonly before: number;
  /** Name of the earlier one's run. */
  readonly run: string;
  /** Items of the run that the field does not hold, since the earlier one does not pose them alike. */
  readonly otherItems: number;
}

/**
 * What changed from one version of a model to the next: the paired difference with its interval and every item whose
 * points are other than before. With repeats an item changes where its mean points do, which chance alone can bring
 * about. Null where the two have no item in common.
 *
 * @param level Confidence level, 0–1.
 */
export function versionChange(
  field: Field,
  { now, before, run, otherItems }: Versions,
  level: number,
): VersionChange | null {
  const [latest, earlier] = [field.points[now], field.points[before]];
  const pair = commonPoints(latest, earlier, field.clusters);
  const paired = pairedDifference(pair.first, pair.second, pair.clusters);
  if (paired === null) {
    return null;
  }
  const flips: ItemFlip[] = [];
  for (const [item, itemId] of field.itemIds.entries()) {
    const points = latest?.[item] ?? Number.NaN;
    const old = earlier?.[item] ?? Number.NaN;
    if (Math.abs(points - old) > 1e-9) {
      flips.push({ itemId, before: old, now: points });
    }
  }
  const gained = flips.filter((flip) => flip.now > flip.before);
  const lost = flips.filter((flip) => flip.now < flip.before);
  const { value, low, high } = pairedDifferenceInterval(paired, level);
  return {
    run,
    model: field.models[before]?.id ?? "",
    nItems: pair.first.length,
    nClusters: pair.clusters.count,
    notCompared: otherItems + field.itemIds.length - pair.first.length,
    difference: { value, low, high },
    gained: gained.length,
    lost: lost.length,
    alike: pair.first.length - flips.length,
    flips: [...lost, ...gained],
  };
}
