import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import { type CheckContext, type CheckResult, meanOver, notRun, rowOf } from "./check-input.ts";
import type { CutCell, CutReading } from "./cut-replies.ts";
import { orderChange, type ProtocolValue } from "./told-apart.ts";

const denominators = ["posed", "readable"] as const;

/**
 * Whether the ranking is the same where replies are cut off after fewer tokens: under each extractor and denominator,
 * the replies as they came against the same replies cut at every limit that cuts some. A warning where the sets of
 * models that are not told apart change, or where two that are told apart stand the other way round. Limits that cut
 * nothing are left out, as are models whose tokens are not all known. Where a cut falls is an approximation
 * (`cutCompletion`).
 */
export function cutCheck({ field, input }: CheckContext): CheckResult {
  if (input.cuts === null) {
    return notRun("unknown-reader");
  }
  const { cuts } = input;
  const found = field.models.flatMap(({ name, id }) =>
    cuts
      .filter(({ exam, arm, model }) => exam === field.exam && arm === field.arm && model === id)
      .map((cell) => ({ name, cell })),
  );
  const models = found.filter(({ cell }) => cell.uncounted === 0 && cell.replies > 0);
  const [first] = models;
  if (first === undefined) {
    return notRun(found.length === 0 ? "no-replies" : "no-token-counts");
  }
  const leftOut = field.models.length - models.length;
  const asked = limitsOf(first.cell);
  const limits = asked.filter((limit) => models.some(({ cell }) => (cell.longer.get(limit) ?? 0) > 0));
  if (limits.length === 0) {
    const least = Math.min(...asked);
    return { status: "passed", finding: "nothing-longer", counts: { least, leftOut }, rates: {}, rows: [] };
  }
  const tally = { changed: 0, reversed: 0, swapped: 0, protocols: 0 };
  const rows: AnomalyRow[] = [];
  for (const extractor of new Set(first.cell.readings.map((reading) => reading.extractor))) {
    for (const denominator of denominators) {
      let whole: readonly ProtocolValue[] = [];
      for (const limit of [null, ...limits]) {
        const line = models.map(({ name, cell }) => {
          const reading = cell.readings.find((one) => one.extractor === extractor && one.limit === limit);
          return { name, ...meanOver(field, pointsOf(reading, denominator), input.settings.confidence) };
        });
        const values = line.map(({ name, value }) => ({ model: name, ...value }));
        const change = limit === null ? null : orderChange(whole, values);
        const other = change !== null && (change.otherSets || change.reversed > 0);
        if (limit === null) {
          whole = values;
        } else {
          tally.protocols += 1;
          tally.changed += other ? 1 : 0;
          tally.reversed = Math.max(tally.reversed, change?.reversed ?? 0);
          tally.swapped = Math.max(tally.swapped, change?.swapped ?? 0);
        }
        const of = [extractor, denominator, limit ?? "none"].join(" · ");
        rows.push(
          ...line.map(({ name, value, n }) =>
            rowOf("accuracy", name, value, n, { of, flagged: other && (change?.moved.has(name) ?? false) }),
          ),
        );
      }
    }
  }
  const counts = { ...tally, least: Math.min(...limits), most: Math.max(...limits), leftOut };
  const status = tally.changed > 0 ? "warning" : "passed";
  const finding = models.length < 2 ? "cuts-one-model" : tally.changed > 0 ? "cuts-other-order" : "cuts-same-order";
  return { status, finding, counts, rates: {}, rows };
}

function limitsOf({ readings }: CutCell): readonly number[] {
  return [...new Set(readings.flatMap(({ limit }) => limit ?? []))];
}

function pointsOf(reading: CutReading | undefined, denominator: (typeof denominators)[number]): Float64Array {
  return reading?.[denominator] ?? new Float64Array();
}
