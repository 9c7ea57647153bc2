import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import { type CheckContext, type CheckResult, meanOver, notRun, rowOf } from "./check-input.ts";

/** A smaller difference to a published number is not worth a word, however narrow the interval. */
const leastDifference = 0.03;

/**
 * Accuracies others published for the same models beside one's own: a warning where one lies outside one's own interval
 * and at least 3 points away. Their items, readings and uncertainty may differ; what stands behind them is not known.
 */
export function publishedCheck({ field, input }: CheckContext): CheckResult {
  const rows = input.published
    .filter(
      ({ measure, exam, stratum }) =>
        measure === "accuracy" && (exam ?? field.exam) === field.exam && Object.keys(stratum).length === 0,
    )
    .flatMap((published): AnomalyRow[] =>
      field.models.flatMap(({ name, id }, place) => {
        if (!input.sameModel(published.model, id)) {
          return [];
        }
        const own = meanOver(field, field.points[place] ?? new Float64Array(), input.settings.confidence);
        const { value, low, high } = own.value;
        const outside = low !== null && high !== null && (published.value < low || published.value > high);
        const difference = value === null ? null : value - published.value;
        const flagged = outside && Math.abs(difference ?? 0) >= leastDifference;
        const of = published.source;
        const bounds = {
          low: low === null ? null : low - published.value,
          high: high === null ? null : high - published.value,
        };
        return [
          rowOf("accuracy", name, own.value, own.n, { of }),
          rowOf("accuracy-published", name, { value: published.value, low: null, high: null }, null, { of }),
          rowOf("difference", name, { value: difference, ...bounds }, own.n, { of, flagged }),
        ];
      }),
    );
  if (rows.length === 0) {
    return notRun("nothing-published");
  }
  const flagged = rows.filter((row) => row.flagged).length;
  return {
    status: flagged > 0 ? "warning" : "passed",
    finding: flagged > 0 ? "published-differ" : "published-agree",
    counts: { rows: flagged },
    rates: { points: leastDifference },
    rows,
  };
}
