import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import { type CheckContext, type CheckResult, isYardstick, meanOver, notRun, rowOf } from "./check-input.ts";
import { holmOver, pairedPoints } from "./paired-points.ts";

/**
 * Every model against the best yardstick that sat the exam with it (a constant letter, the longest option, chance): a
 * warning where a model is not shown to be better, on the same items and by Holm over the models.
 */
export function yardstickCheck(context: CheckContext): CheckResult {
  const { field, input } = context;
  const { confidence: level, comparison } = input.settings;
  const entries = field.models.map(({ name }, place) => ({
    name,
    place,
    points: field.points[place] ?? new Float64Array(),
    mean: meanOver(field, field.points[place] ?? new Float64Array(), level),
  }));
  const [best] = entries
    .filter(({ place, mean }) => isYardstick(context, place) && mean.value.value !== null)
    .sort((a, b) => (b.mean.value.value ?? 0) - (a.mean.value.value ?? 0));
  const models = entries.filter(({ place }) => !isYardstick(context, place));
  if (best === undefined || models.length === 0) {
    return notRun("no-yardsticks");
  }
  const pairs = models.map(({ points }) => pairedPoints(field, points, best.points, level));
  const holm = holmOver(pairs.map(({ p }) => p));
  const rows: AnomalyRow[] = [
    ...entries
      .filter(({ place }) => isYardstick(context, place))
      .map(({ name, mean }) => rowOf("accuracy", name, mean.value, mean.n)),
    ...models.flatMap(({ name, mean }, at): AnomalyRow[] => {
      const pair = pairs[at];
      const p = holm[at] ?? null;
      const better = (pair?.difference.value ?? 0) > 0 && p !== null && p <= comparison.alpha;
      return [
        rowOf("accuracy", name, mean.value, mean.n),
        ...(pair === undefined ? [] : [rowOf("difference", name, pair.difference, pair.n, { p, flagged: !better })]),
      ];
    }),
  ];
  const flagged = rows.filter((row) => row.flagged).length;
  return {
    status: flagged > 0 ? "warning" : "passed",
    finding: flagged > 0 ? "not-above-yardsticks" : "above-yardsticks",
    counts: { models: flagged },
    rates: { best: best.mean.value.value ?? 0 },
    rows,
  };
}
