import type { RekeyAccuracy, RekeyedExam, RekeyedModel, RevisedKey } from "../records/rekey.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import type { Field } from "./field.ts";
import type { RevisedPoints } from "./revised-points.ts";
import type { RunSettings } from "./run-settings.ts";

/** Shares nearer than this are equal but for the order of their sums. */
const rounding = 1e-9;

/** What revised keys change in one field. Items of other exams' revisions are passed over. */
export function rekeyedExam(
  field: Field,
  settings: RunSettings,
  revisions: readonly RevisedKey[],
  points: RevisedPoints,
): RekeyedExam {
  const own = new Map(revisions.filter(({ exam }) => exam === field.exam).map((row) => [row.itemId, row]));
  const count = (annul: RevisedKey["annul"]): number =>
    [...own.values()].filter((revision) => revision.annul === annul).length;
  const columns = field.models.map(({ id, name }, model) => {
    const before = field.points[model] ?? new Float64Array();
    const after = before.map((earned, item) => {
      const revision = own.get(field.itemIds[item] ?? "");
      switch (revision?.annul) {
        case undefined:
          return earned;
        case "drop":
          return Number.NaN;
        case "credit-all":
          return Number.isNaN(earned) ? earned : 1;
        default:
          return points.pointsOf(field, id, field.itemIds[item] ?? "") ?? earned;
      }
    });
    return { name, before, after };
  });
  const models = columns.map(({ name, before, after }) => changesOf(name, before, after, field, settings));
  const rank = (of: (model: Changes) => RekeyAccuracy | null, model: Changes): number | null => {
    const value = of(model)?.value;
    return value === undefined
      ? null
      : 1 + models.filter((other) => (of(other)?.value ?? Number.NEGATIVE_INFINITY) > value + rounding).length;
  };
  const ranked = models.map(
    (model): RekeyedModel => ({
      ...model,
      rankBefore: rank(({ before }) => before, model),
      rankAfter: rank(({ after }) => after, model),
    }),
  );
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    itemsBefore: field.itemIds.length,
    itemsAfter: field.itemIds.length - count("drop"),
    rekeyed: count(null),
    dropped: count("drop"),
    credited: count("credit-all"),
    keptAnswers: points.keptIn(field),
    passMark: settings.passMark,
    models: ranked.sort(
      (a, b) => (a.rankAfter ?? Number.POSITIVE_INFINITY) - (b.rankAfter ?? Number.POSITIVE_INFINITY) || 0,
    ),
  };
}

type Changes = Omit<RekeyedModel, "rankBefore" | "rankAfter">;

function changesOf(
  model: string,
  before: Float64Array,
  after: Float64Array,
  field: Field,
  { confidence, passMark }: RunSettings,
): Changes {
  const scored = (points: Float64Array): number[] =>
    [...points.keys()].filter((item) => !Number.isNaN(points[item] ?? Number.NaN));
  const kept = scored(after).filter((item) => !Number.isNaN(before[item] ?? Number.NaN));
  const change = (item: number): number => (after[item] ?? 0) - (before[item] ?? 0);
  const mark = (points: Float64Array): boolean | null =>
    passMark === null ? null : passes(points, field.weights, passMark);
  return {
    model,
    before: accuracy(before, scored(before), field.clusters, confidence),
    after: accuracy(after, scored(after), field.clusters, confidence),
    difference: differenceOf(before, after, kept, field.clusters, confidence),
    gained: kept.filter((item) => change(item) > rounding).length,
    lost: kept.filter((item) => change(item) < -rounding).length,
    droppedWithPoints: scored(before).filter(
      (item) => Number.isNaN(after[item] ?? Number.NaN) && (before[item] ?? 0) > 0,
    ).length,
    passBefore: mark(before),
    passAfter: mark(after),
  };
}

function accuracy(
  points: Float64Array,
  items: readonly number[],
  clusters: Int32Array,
  level: number,
): RekeyAccuracy | null {
  const mean = meanInterval(
    Float64Array.from(items, (item) => points[item] ?? 0),
    clusterIndex(Int32Array.from(items, (item) => clusters[item] ?? 0)),
    level,
  );
  return mean === null ? null : { value: mean.value, low: mean.low, high: mean.high, n: items.length };
}

function differenceOf(
  before: Float64Array,
  after: Float64Array,
  items: readonly number[],
  clusters: Int32Array,
  level: number,
): RekeyAccuracy | null {
  const difference = pairedDifference(
    Float64Array.from(items, (item) => after[item] ?? 0),
    Float64Array.from(items, (item) => before[item] ?? 0),
    clusterIndex(Int32Array.from(items, (item) => clusters[item] ?? 0)),
  );
  if (difference === null) {
    return null;
  }
  const { value, low, high } = pairedDifferenceInterval(difference, level);
  return { value, low, high, n: items.length };
}

function passes(points: Float64Array, weights: Float64Array, passMark: number): boolean | null {
  let earned = 0;
  let total = 0;
  for (let item = 0; item < points.length; item++) {
    const own = points[item] ?? Number.NaN;
    if (!Number.isNaN(own)) {
      earned += own * (weights[item] ?? 1);
      total += weights[item] ?? 1;
    }
  }
  return total === 0 ? null : earned / total >= passMark - rounding;
}
