import type { ChanceProbe, ChanceProbeLine, ChanceProbeName } from "../records/contamination.ts";
import { meanOver } from "./checks/check-input.ts";
import { bestLetter, chances } from "./checks/control-check.ts";
import { holmOver } from "./checks/paired-points.ts";
import { aboveChanceP } from "./contamination-chance-test.ts";
import { contaminationReasons } from "./contamination-reasons.ts";
import type { Field } from "./field.ts";

/** What lines of a panel are tested with. */
export interface PanelSettings {
  /** Confidence level of the intervals. */
  readonly level: number;
  /** Level of each family of tests. */
  readonly alpha: number;
  readonly seed: number;
}

/**
 * Accuracy on a probe against guessing. The chance of each item is that of full marks: one in its number of options, or
 * one in its sets of options where several may be right; the probe's own number of options counts. A model is flagged
 * where its p-value, adjusted by Holm over the models that are no yardsticks, is at most alpha and its interval lies
 * above the best constant letter, too, which needs no memory.
 *
 * @param field The items under the probe; undefined where the run does not pose it.
 * @param isYardstick By a model's name.
 */
export function chanceProbe(
  probe: ChanceProbeName,
  field: Field | undefined,
  { level, alpha }: PanelSettings,
  isYardstick: (name: string) => boolean,
): ChanceProbe {
  if (field === undefined) {
    return { probe, why: contaminationReasons.noProbe, models: [] };
  }
  const chance = chances(field);
  const entries = field.models.map(({ name }, place) => {
    const points = field.points[place] ?? new Float64Array();
    const items = Int32Array.from(points.keys()).filter((item) => !Number.isNaN(points[item] ?? Number.NaN));
    const own = Float64Array.from(items, (item) => Math.min(1, Math.max(0, points[item] ?? 0)));
    const ownChances = Float64Array.from(items, (item) => chance[item] ?? 0);
    const clusters = items.map((item) => field.clusters[item] ?? 0);
    const p = items.length === 0 ? null : aboveChanceP(own, ownChances, clusters);
    return { name, items, ownChances, clusters, p, accuracy: meanOver(field, points, level).value };
  });
  const models = entries.filter(({ name }) => !isYardstick(name));
  const holm = holmOver(models.map(({ p }) => p));
  const holmOf = new Map(models.map(({ name }, at) => [name, holm[at] ?? null]));
  return {
    probe,
    why: null,
    models: entries.map(({ name, items, ownChances, clusters, p, accuracy }): ChanceProbeLine => {
      const n = items.length;
      const mean = n === 0 ? null : ownChances.reduce((sum, one) => sum + one, 0) / n;
      const letter = n === 0 ? null : bestLetter(field, items);
      const holmP = holmOf.get(name) ?? null;
      return {
        model: name,
        yardstick: isYardstick(name),
        nItems: n,
        nClusters: new Set(clusters).size,
        accuracy,
        chance: mean,
        bestLetter: letter,
        difference:
          mean === null || accuracy.value === null || accuracy.low === null || accuracy.high === null
            ? { value: null, low: null, high: null, why: contaminationReasons.noItem }
            : { value: accuracy.value - mean, low: accuracy.low - mean, high: accuracy.high - mean },
        p,
        holmP,
        flagged: holmP !== null && holmP <= alpha && (accuracy.low ?? 0) > (letter ?? 0),
      };
    }),
  };
}
