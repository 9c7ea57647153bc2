import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import { chiSquareGoodness } from "../../statistics/chi-square-goodness.ts";
import { totalVariationDistance } from "../../statistics/total-variation-distance.ts";
import { wilsonInterval } from "../../statistics/wilson-interval.ts";
import { type CheckContext, type CheckResult, isYardstick, notRun, repliesOf, rowOf } from "./check-input.ts";
import { holmOver } from "./paired-points.ts";

/** A letter that is the key this much oftener than its share rewards a habit noticeably. */
const mostExcess = 0.05;
/** So large a part of a model's answers would have to move to other letters. */
const mostDistance = 0.1;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** How often each letter is the key, against as often as every other option of its items. */
export function keyLettersCheck({ field, input }: CheckContext): CheckResult {
  const places = Math.max(0, ...field.optionCounts);
  const observed = new Float64Array(places);
  const expected = new Float64Array(places);
  let n = 0;
  for (const [item, key] of field.keys.entries()) {
    const options = field.optionCounts[item] ?? 0;
    if (key >= 0 && options >= 2) {
      n += 1;
      observed[key] = (observed[key] ?? 0) + 1;
      for (let place = 0; place < options; place++) {
        expected[place] = (expected[place] ?? 0) + 1 / options;
      }
    }
  }
  if (n === 0) {
    return notRun("no-single-keys");
  }
  const found = chiSquareGoodness(observed, expected);
  const p = found.status === "estimated" ? found.p : null;
  const { comparison, confidence } = input.settings;
  const excess = Array.from(observed, (count, place) => (count - (expected[place] ?? 0)) / n);
  const departs = p !== null && p <= comparison.alpha;
  const rows = Array.from(observed).flatMap((count, place): AnomalyRow[] => {
    const of = letters[place] ?? String(place + 1);
    const interval = wilsonInterval(count, n, confidence) ?? { low: null, high: null };
    const flagged = departs && (excess[place] ?? 0) > mostExcess;
    return [
      rowOf("key-share", null, { value: count / n, low: interval.low, high: interval.high }, n, { of, p, flagged }),
      rowOf("expected-share", null, { value: (expected[place] ?? 0) / n, low: null, high: null }, n, { of }),
    ];
  });
  const warns = rows.some(({ flagged }) => flagged);
  return {
    status: warns ? "warning" : "passed",
    finding: warns ? "uneven-keys" : "even-keys",
    counts: { items: n },
    rates: { most: Math.max(...observed) / n, points: mostExcess },
    rows,
  };
}

/**
 * Letters each model chose against the key's letters in the same items: total variation distance, and a chi-square test
 * (Holm over the models). A warning needs both: a model that is mostly right follows the key, and in a large exam a
 * departure may be certain and small. Repeats of an item count as replies here, so with repeats p is too small.
 */
export function chosenLettersCheck(context: CheckContext): CheckResult {
  const { field, input } = context;
  const models = field.models.flatMap(({ name }, place) => {
    const cell = repliesOf(context, place);
    const n = cell?.chosen.reduce((sum, count) => sum + count, 0) ?? 0;
    if (cell === undefined || n === 0) {
      return [];
    }
    const test = chiSquareGoodness(cell.chosen, cell.keys);
    const distance = totalVariationDistance(cell.chosen, cell.keys);
    return [{ name, place, cell, n, distance, p: test.status === "estimated" ? test.p : null }];
  });
  if (models.length === 0) {
    return notRun("no-single-keys");
  }
  const holm = holmOver(models.map(({ p }) => p));
  const rows = models.flatMap(({ name, place, cell, n, distance }, at): AnomalyRow[] => {
    const p = holm[at] ?? null;
    // Without a test a letter was chosen that is never the key.
    const departs = (p === null || p <= input.settings.comparison.alpha) && (distance ?? 0) >= mostDistance;
    const flagged = departs && !isYardstick(context, place);
    return [
      rowOf("distance", name, { value: distance, low: null, high: null }, n, { p, flagged }),
      ...Array.from(cell.chosen, (count, label) =>
        rowOf("chosen-share", name, { value: count / n, low: null, high: null }, n, {
          of: cell.labels[label] ?? String(label + 1),
        }),
      ),
    ];
  });
  const flagged = rows.filter((row) => row.flagged).length;
  return {
    status: flagged > 0 ? "warning" : "passed",
    finding: flagged > 0 ? "letters-depart" : "letters-follow",
    counts: { models: flagged },
    rates: { limit: mostDistance },
    rows,
  };
}
