import type { ItemMean } from "../../records/item-mean.ts";
import {
  type DistanceValue,
  type OptionPosition,
  type PositionBias,
  type SpreadValue,
  type ValidityDenominator,
  validityDenominators,
} from "../../records/robustness.ts";
import { bootstrapClusterSums } from "../../statistics/cluster-bootstrap.ts";
import { type ClusterIndex, clusterIndex, clusterSums } from "../../statistics/cluster-index.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import { groupClusterSums } from "../../statistics/random-groups.ts";
import { spreadInterval, standardDeviationOf } from "../../statistics/spread-interval.ts";
import { totalVariationDistance } from "../../statistics/total-variation-distance.ts";
import type { RunSettings } from "../run-settings.ts";
import { itemMean, mostDrawn, notKnown, robustnessReasons } from "./estimates.ts";
import { type ExamForms, type FormAnswers, isCounted } from "./exam-forms.ts";
import { chosenShare, keyShare, type PlaceCell, type PlacedAnswers, placedAnswers } from "./placed-answers.ts";

/**
 * Whether each model prefers places: recall by the place of the key, and where its choices fall. From all forms that
 * keep the key, show their options with one right, and have the most frequent number of them. Where at least half of the
 * items have their key in every place (rotations do that) only these are taken, so that places are compared on the same items. An
 * item counts once in each place, however many forms put its key there. Under every denominator; without such a form a
 * record without positions.
 */
export function positionBias(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  settings: RunSettings,
): readonly PositionBias[] {
  let before: { readonly usable: Int32Array; readonly rows: readonly PositionBias[] } | null = null;
  return validityDenominators.flatMap((denominator) => {
    const usable = usableForms(forms, denominator);
    const optionCount = mostFrequent(usable, forms.optionCount);
    // Narrower denominators only leave forms out.
    const rows: readonly PositionBias[] =
      before?.usable.length === usable.length
        ? before.rows.map((row) => ({ ...row, denominator }))
        : cells.map((answers) => biasOf(forms, answers, { usable, optionCount, denominator }, settings));
    before = { usable, rows };
    return rows;
  });
}

function usableForms(forms: ExamForms, denominator: ValidityDenominator): Int32Array {
  return Int32Array.from(forms.itemOf.keys()).filter((form) => {
    const perturbation = forms.perturbationOf[form] ?? -2;
    return (
      perturbation >= -1 &&
      (forms.keyPlace[form] ?? -1) >= 0 &&
      (forms.layouts[forms.layoutOf[form] ?? -1]?.map ?? null) !== null &&
      forms.items.kinds[forms.itemOf[form] ?? -1] !== "multiple" &&
      isCounted(forms, form, denominator)
    );
  });
}

function mostFrequent(usable: Int32Array, optionCount: Int32Array): number {
  const counts = new Map<number, number>();
  for (const form of usable) {
    const options = optionCount[form] ?? 0;
    counts.set(options, (counts.get(options) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function biasOf(
  forms: ExamForms,
  answers: FormAnswers,
  chosen: { readonly usable: Int32Array; readonly optionCount: number; readonly denominator: ValidityDenominator },
  settings: RunSettings,
): PositionBias {
  const { optionCount, denominator } = chosen;
  const placed = placedAnswers(forms, answers, chosen.usable, optionCount);
  const clusters = clusterIndex(Int32Array.from(placed.items, (item) => forms.items.clusters[item] ?? 0));
  const positions = positionsOf(placed, clusters.of, optionCount, settings.confidence);
  return {
    model: answers.model,
    denominator,
    optionCount,
    balanced: placed.balanced,
    nItems: placed.items.length,
    nClusters: clusters.count,
    nAnswers: placed.cells.flat().reduce((sum, cell) => sum + (cell?.answers ?? 0), 0),
    leftOut: placed.leftOut,
    positions,
    ...spreads(placed, clusters, positions, settings),
  };
}

function positionsOf(
  { cells }: PlacedAnswers,
  clusterOf: Int32Array,
  optionCount: number,
  level: number,
): readonly OptionPosition[] {
  const meanOf = (values: readonly number[]): ItemMean => {
    const kept = Int32Array.from(values.keys()).filter((at) => !Number.isNaN(values[at]));
    return itemMean(
      Float64Array.from(kept, (at) => Math.min(1, values[at] ?? 0)),
      clusterIndex(kept.map((at) => clusterOf[at] ?? 0)),
      level,
    );
  };
  return Array.from({ length: cells.length === 0 ? 0 : optionCount }, (_, place) => ({
    position: place + 1,
    recall: meanOf(
      cells.map((ofItem) => {
        const cell = ofItem[place] ?? null;
        return cell === null ? Number.NaN : cell.right / cell.answers;
      }),
    ),
    nAnswers: cells.reduce((sum, ofItem) => sum + (ofItem[place]?.answers ?? 0), 0),
    chosen: meanOf(cells.map((ofItem) => chosenShare(ofItem, place))),
    keyShare: cells.reduce((sum, ofItem) => sum + keyShare(ofItem, place), 0) / cells.length,
  }));
}

/** Recall and choices by place in resamples of the clusters, all from the same draws. */
function spreads(
  { cells }: PlacedAnswers,
  clusters: ClusterIndex,
  positions: readonly OptionPosition[],
  { seed, resamples, confidence: level }: RunSettings,
): Pick<PositionBias, "recallSd" | "fromKeys" | "fromUniform"> {
  const places = positions.length;
  if (places === 0) {
    const none = { ...notKnown(robustnessReasons.noPosition), byChance: null };
    return {
      recallSd: { ...notKnown(robustnessReasons.noPosition), beyondChance: null },
      fromKeys: none,
      fromUniform: none,
    };
  }
  const columns = (value: (ofItem: readonly (PlaceCell | null)[], place: number) => number): readonly Float64Array[] =>
    Array.from({ length: places }, (_, place) =>
      clusterSums(
        clusters,
        Float64Array.from(cells, (ofItem) => {
          const found = value(ofItem, place);
          return Number.isNaN(found) ? 0 : found;
        }),
      ),
    );
  const right = columns((ofItem, place) => {
    const cell = ofItem[place] ?? null;
    return cell === null ? 0 : cell.right / cell.answers;
  });
  const having = columns((ofItem, place) => (ofItem[place] === null ? 0 : 1));
  const keys = columns(keyShare);
  const chosen = columns(chosenShare);
  const recalls = Array.from({ length: places }, () => new Float64Array(resamples));
  const distances = { keys: new Float64Array(resamples), uniform: new Float64Array(resamples) };
  const even = new Float64Array(places).fill(1);
  let resample = 0;
  const grouped = groupClusterSums([...right, ...having, ...keys, ...chosen], { most: mostDrawn, seed });
  bootstrapClusterSums({ clusters: grouped.count, resamples, seed }, grouped.columns, (drawn) => {
    for (const [place, own] of recalls.entries()) {
      const n = drawn[places + place] ?? 0;
      own[resample] = n === 0 ? Number.NaN : (drawn[place] ?? 0) / n;
    }
    const choices = drawn.slice(3 * places);
    distances.keys[resample] = totalVariationDistance(choices, drawn.slice(2 * places, 3 * places)) ?? Number.NaN;
    distances.uniform[resample] = totalVariationDistance(choices, even) ?? Number.NaN;
    resample += 1;
    return 0;
  });
  const totals = (list: readonly Float64Array[]) =>
    Float64Array.from(list, (own) => own.reduce((sum, value) => sum + value, 0));
  const choices = cells.flat().filter((cell) => cell !== null && cell.choices > 0).length;
  const distance = (expected: Float64Array, replicates: Float64Array): DistanceValue =>
    distanceOf(totals(chosen), expected, { replicates, choices, clusters: grouped.count, level });
  return {
    recallSd: recallSpread(positions, recalls, level),
    fromKeys: distance(totals(keys), distances.keys),
    fromUniform: distance(even, distances.uniform),
  };
}

/** Recall of the places where some key stands. */
function recallSpread(
  positions: readonly OptionPosition[],
  recalls: readonly Float64Array[],
  level: number,
): SpreadValue {
  const used = [...positions.keys()].filter((place) => positions[place]?.recall.value !== null);
  if (used.length < 2) {
    return { ...notKnown(robustnessReasons.onePosition), beyondChance: null };
  }
  const values = Float64Array.from(used, (place) => positions[place]?.recall.value ?? 0);
  const found = spreadInterval(
    {
      values,
      replicates: used.map((place) => recalls[place] ?? new Float64Array()),
      clusters: used.map((place) => positions[place]?.recall.nClusters ?? 1),
    },
    standardDeviationOf,
    level,
  );
  return (
    found ?? {
      value: standardDeviationOf(values),
      low: null,
      high: null,
      beyondChance: null,
      why: robustnessReasons.noNoise,
    }
  );
}

function distanceOf(
  chosen: Float64Array,
  expected: Float64Array,
  {
    replicates,
    choices,
    clusters,
    level,
  }: {
    readonly replicates: Float64Array;
    readonly choices: number;
    readonly clusters: number;
    readonly level: number;
  },
): DistanceValue {
  const value = totalVariationDistance(chosen, expected);
  if (value === null) {
    return { ...notKnown(robustnessReasons.noChoice), byChance: null };
  }
  const byChance = Math.min(1, Math.sqrt((chosen.length - 1) / (2 * Math.PI * choices)));
  const drawn = replicates.filter((one) => !Number.isNaN(one));
  const interval = drawn.length === 0 ? null : percentileInterval(drawn, clusters, level);
  return interval === null
    ? { value, low: null, high: null, byChance, why: robustnessReasons.oneCluster }
    : { value, low: Math.min(value, interval.low), high: Math.max(value, interval.high), byChance };
}
