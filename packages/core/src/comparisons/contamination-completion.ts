import type { CompletionLine, CompletionTest } from "../records/contamination.ts";
import { meanOver } from "./checks/check-input.ts";
import { holmOver, pairedPoints } from "./checks/paired-points.ts";
import { matchedTestP } from "./contamination-matched-test.ts";
import type { PanelSettings } from "./contamination-probes.ts";
import { contaminationReasons } from "./contamination-reasons.ts";
import type { Field } from "./field.ts";

/**
 * How often models write an option they were not shown, word for word, against 0 and against the mean of the other
 * models on the same items: some options can be guessed (a round number, the drug of choice), by every model alike. The
 * one-sided test asks whether the model could be exchanged with the others item by item (`matchedTestP`). A model is
 * flagged where its p-value, adjusted by Holm over the models that are no yardsticks, is at most alpha.
 *
 * @param field The items with an option masked, points being 1 where it was written; undefined where the run has none.
 * @param isYardstick By a model's name. Yardsticks are nobody's rest of the field.
 */
export function completionTest(
  field: Field | undefined,
  { level, alpha, seed }: PanelSettings,
  isYardstick: (name: string) => boolean,
): CompletionTest {
  if (field === undefined) {
    return { why: contaminationReasons.noMaskedOption, models: [] };
  }
  const entries = field.models.map(({ name }, place) => {
    const points = field.points[place] ?? new Float64Array();
    const rest = field.models.flatMap((model, other) => (other === place || isYardstick(model.name) ? [] : [other]));
    return { name, points, ...heldAgainst(field, points, rest, level, seed), all: meanOver(field, points, level) };
  });
  const models = entries.filter(({ name }) => !isYardstick(name));
  const holm = holmOver(models.map(({ p }) => p));
  const holmOf = new Map(models.map(({ name }, at) => [name, holm[at] ?? null]));
  return {
    why: null,
    models: entries.map(({ name, points, others, difference, p, all }): CompletionLine => {
      const holmP = holmOf.get(name) ?? null;
      return {
        model: name,
        yardstick: isYardstick(name),
        nItems: all.n,
        nClusters: new Set(field.clusters.filter((_, item) => !Number.isNaN(points[item] ?? Number.NaN))).size,
        completed: all.value,
        others,
        difference,
        p,
        holmP,
        flagged: holmP !== null && holmP <= alpha && (difference.value ?? 0) > 0,
      };
    }),
  };
}

function heldAgainst(
  field: Field,
  points: Float64Array,
  rest: readonly number[],
  level: number,
  seed: number,
): Pick<CompletionLine, "others" | "difference" | "p"> {
  const first: number[] = [];
  const others: number[] = [];
  const starts = [0];
  const means = new Float64Array(points.length).fill(Number.NaN);
  const own = new Float64Array(points.length).fill(Number.NaN);
  let total = 0;
  for (const [item, point] of points.entries()) {
    const beside = rest.map((other) => field.points[other]?.[item] ?? Number.NaN).filter((one) => !Number.isNaN(one));
    if (!Number.isNaN(point) && beside.length > 0) {
      first.push(point);
      others.push(...beside);
      starts.push(others.length);
      const mean = Math.min(1, beside.reduce((sum, one) => sum + one, 0) / beside.length);
      means[item] = mean;
      own[item] = Math.min(1, point);
      total += mean;
    }
  }
  if (first.length === 0) {
    const why = rest.length === 0 ? contaminationReasons.noOthers : contaminationReasons.noCommonItem;
    return { others: null, difference: { value: null, low: null, high: null, why }, p: null };
  }
  const values = {
    first: Float64Array.from(first),
    others: Float64Array.from(others),
    starts: Int32Array.from(starts),
  };
  return {
    others: total / first.length,
    difference: pairedPoints(field, own, means, level).difference,
    p: matchedTestP(values, seed),
  };
}
