import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import type { Field } from "../field.ts";
import { type CheckContext, type CheckResult, isYardstick, meanOver, notRun, rowOf } from "./check-input.ts";
import { holmOver, pairedPoints } from "./paired-points.ts";
import { orderChange } from "./told-apart.ts";

/** The perturbation this check needs. */
const shuffle = "shuffle-options";

/** The field of the same exam and way of asking under a perturbation. */
export function perturbedField({ field, input }: CheckContext, perturbation: string): Field | undefined {
  return input.fields.find(
    (other) => other.exam === field.exam && other.arm === field.arm && other.perturbation === perturbation,
  );
}

/** Place of a model of one field in another. */
export function placeIn(other: Field, field: Field, place: number): number {
  const own = field.models[place];
  return other.models.findIndex(({ id, run }) => id === own?.id && run === own.run);
}

/**
 * Whether accuracy survives when the options stand in another order: original and shuffled on the same items, the share
 * of items that flip between right and wrong, and of those on which another option is chosen. Items whose options refer
 * to each other's place are left out. A warning where a model's accuracy changes (Holm over the models).
 */
export function shuffleCheck(context: CheckContext): CheckResult {
  const { field, input } = context;
  const shuffled = perturbedField(context, shuffle);
  if (shuffled === undefined) {
    return notRun("no-shuffle");
  }
  const { confidence: level, comparison } = input.settings;
  const unsound = field.itemIds.map((id) => input.isUnsound(field.exam, shuffle, id));
  const sound = (points: Float64Array | undefined): Float64Array =>
    Float64Array.from(points ?? [], (point, item) => (unsound[item] === true ? Number.NaN : point));
  const models = field.models.flatMap(({ name }, place) => {
    const other = placeIn(shuffled, field, place);
    if (other < 0) {
      return [];
    }
    const [before, after] = [sound(field.points[place]), sound(shuffled.points[other])];
    const flips = before.map((point, item) => {
      const moved = Math.abs(point - (after[item] ?? Number.NaN));
      return Number.isNaN(moved) ? moved : Number(moved > 1e-9);
    });
    return [
      {
        name,
        place,
        before: meanOver(field, both(before, after), level),
        after: meanOver(field, both(after, before), level),
        pair: pairedPoints(field, before, after, level),
        flips: meanOver(field, flips, level),
        moves: meanOver(field, otherChoices(field, place, shuffled, other, unsound), level),
      },
    ];
  });
  const holm = holmOver(models.map(({ pair }) => pair.p));
  const rows = models.flatMap(({ name, place, before, after, pair, flips, moves }, at): AnomalyRow[] => {
    const p = holm[at] ?? null;
    return [
      rowOf("accuracy", name, before.value, before.n),
      rowOf("accuracy-shuffled", name, after.value, after.n),
      rowOf("difference", name, pair.difference, pair.n, {
        p,
        // A habit of place or letter is what a yardstick shows.
        flagged: p !== null && p <= comparison.alpha && !isYardstick(context, place),
      }),
      rowOf("flips", name, flips.value, flips.n),
      rowOf("other-choice", name, moves.value, moves.n),
    ];
  });
  const order = orderChange(
    models.map(({ name, before }) => ({ model: name, ...before.value })),
    models.map(({ name, after }) => ({ model: name, ...after.value })),
  );
  const flagged = rows.filter((row) => row.flagged).length;
  const reversed = order?.reversed ?? 0;
  const warns = flagged > 0 || reversed > 0;
  return {
    status: models.length === 0 ? "not-run" : warns ? "warning" : "passed",
    finding: models.length === 0 ? "no-shuffle" : warns ? "shuffle-moves" : "shuffle-holds",
    counts: { models: flagged, reversed, unsound: unsound.filter(Boolean).length },
    rates: {},
    rows,
  };
}

/** The first column where the second has a value too. */
function both(points: Float64Array, other: Float64Array): Float64Array {
  return points.map((point, item) => (Number.isNaN(other[item] ?? Number.NaN) ? Number.NaN : point));
}

/** Share of the repeats in which another option is chosen; NaN where no repeat has a choice in both. */
function otherChoices(
  field: Field,
  place: number,
  shuffled: Field,
  other: number,
  unsound: readonly boolean[],
): Float64Array {
  const before = field.sittings.filter(({ model }) => model === place);
  const after = shuffled.sittings.filter(({ model }) => model === other);
  return Float64Array.from(field.itemIds, (_, item) => {
    let moved = 0;
    let both = 0;
    for (const { repeat, choices } of before) {
      const first = choices[item] ?? -1;
      const second = after.find((sitting) => sitting.repeat === repeat)?.choices[item] ?? -1;
      if (first >= 0 && second >= 0 && unsound[item] !== true) {
        both += 1;
        moved += first === second ? 0 : 1;
      }
    }
    return both === 0 ? Number.NaN : moved / both;
  });
}
