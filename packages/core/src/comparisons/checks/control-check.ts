import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import type { Field } from "../field.ts";
import { type CheckContext, type CheckResult, isYardstick, meanOver, notRun, rowOf } from "./check-input.ts";
import { perturbedField, placeIn } from "./shuffle-check.ts";

/** Chance of full marks by guessing, by item. */
export function chances({ kinds, optionCounts }: Pick<Field, "kinds" | "optionCounts">): Float64Array {
  return Float64Array.from(optionCounts, (options, item) =>
    options === 0 ? 0 : kinds[item] === "multiple" ? 1 / (2 ** options - 1) : 1 / options,
  );
}

/** Accuracy of the letter that is the key most often, over some items; 0 where none has a single key. */
export function bestLetter({ keys }: Pick<Field, "keys">, items: Int32Array): number {
  const counts = new Map<number, number>();
  for (const item of items) {
    const key = keys[item] ?? -1;
    if (key >= 0) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return items.length === 0 ? 0 : Math.max(0, ...counts.values()) / items.length;
}

/**
 * What a model gets right without the question, or without the options' texts: a warning where the interval of a
 * model's accuracy, at the level of the tests shared out over the models, lies above guessing and above the best
 * constant letter. Those who knew nothing but the letters' frequencies would reach that much.
 */
export function controlCheck(context: CheckContext, perturbation: "options-only" | "stem-only"): CheckResult {
  const { field, input } = context;
  const control = perturbedField(context, perturbation);
  if (control === undefined) {
    return notRun("no-control");
  }
  const { confidence: level, comparison } = input.settings;
  const posed = Int32Array.from(control.itemIds.keys()).filter((item) =>
    control.points.some((points) => !Number.isNaN(points[item] ?? Number.NaN)),
  );
  const chance = chances(control);
  const meanChance = posed.reduce((sum, item) => sum + (chance[item] ?? 0), 0) / Math.max(1, posed.length);
  const letter = bestLetter(control, posed);
  const known = { low: null, high: null };
  const tested = field.models.filter((_, place) => !isYardstick(context, place) && placeIn(control, field, place) >= 0);
  const strict = 1 - comparison.alpha / Math.max(1, tested.length);
  const rows: AnomalyRow[] = [
    rowOf("chance", null, { value: meanChance, ...known }, posed.length),
    rowOf("best-letter", null, { value: letter, ...known }, posed.length),
    ...field.models.flatMap(({ name }, place): AnomalyRow[] => {
      const points = control.points[placeIn(control, field, place)];
      if (points === undefined) {
        return [];
      }
      const full = meanOver(field, field.points[place] ?? new Float64Array(), level);
      const alone = meanOver(control, points, level);
      const bound = meanOver(control, points, strict).value.low ?? 0;
      const flagged = !isYardstick(context, place) && bound > Math.max(meanChance, letter);
      return [
        rowOf("accuracy", name, full.value, full.n),
        rowOf("accuracy-control", name, alone.value, alone.n, { flagged }),
      ];
    }),
  ];
  const models = rows.filter(({ flagged }) => flagged).length;
  return {
    status: models > 0 ? "warning" : "passed",
    finding: models > 0 ? "control-above-chance" : "control-at-chance",
    counts: { models },
    rates: { chance: meanChance, letter },
    rows,
  };
}
