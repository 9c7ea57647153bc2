import { answerStatuses } from "../records/answer.ts";
import type { ComparedModel, FieldComparison } from "../records/comparison.ts";
import type { Estimate } from "../records/estimate.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import type { CellReplies } from "./checks/cell-replies.ts";
import type { Field } from "./field.ts";
import type { RunItems } from "./run-items.ts";

/** What became of the replies of one run, and where its items stand. */
export interface RunReplies {
  readonly cells: readonly CellReplies[];
  readonly items: ReadonlyMap<string, RunItems>;
}

/**
 * Accuracy and rates of every outcome of the models of a field, as rows of a leaderboard: over the field's items alone,
 * which may be fewer than a run posed. Accuracies are those of the comparison, so that the two never differ.
 *
 * @param runs By run, in the order the runs were gathered.
 * @param extractor What read the replies.
 */
export function fieldEstimates(
  field: Field,
  comparison: FieldComparison,
  runs: readonly RunReplies[],
  extractor: string,
): readonly Estimate[] {
  const { exam, arm, perturbation, scorer } = field;
  const place = { exam, arm, perturbation, scorer, extractor, denominator: "posed" as const, stratum: {} };
  return comparison.models.flatMap((model) => {
    const own = runs[model.run];
    const cell = own?.cells.find(
      (one) => one.exam === exam && one.arm === arm && one.perturbation === perturbation && one.model === model.id,
    );
    const placeOf = own?.items.get(exam)?.placeOf;
    const places = Int32Array.from(field.itemIds, (id) => placeOf?.get(id) ?? -1);
    const replies = countsAt(cell?.replies, places);
    const nCalls = replies.reduce((sum, count) => sum + count, 0);
    const address = { ...place, model: model.name, level: comparison.level, nCalls, excluded: {} };
    const rate = (name: string, counts: Int32Array | undefined): Estimate => ({
      ...address,
      measure: `rate:${name}`,
      ...outcomeRate(replies, countsAt(counts, places), field.clusters, comparison.level),
    });
    return [
      { ...address, measure: "accuracy", ...accuracyOf(model) },
      ...(cell === undefined
        ? []
        : [...answerStatuses.map((status) => rate(status, cell.statuses[status])), rate("truncated", cell.truncated)]),
    ];
  });
}

type Measured = Pick<Estimate, "value" | "low" | "high" | "method" | "nItems" | "nClusters" | "status" | "why">;

function accuracyOf({ value, low, high, method, nItems, nClusters, why }: ComparedModel): Measured {
  return {
    value,
    low,
    high,
    method,
    nItems,
    nClusters,
    status: value === null ? "not-estimable" : "estimated",
    ...(why === undefined ? {} : { why }),
  };
}

function countsAt(counts: Int32Array | undefined, places: Int32Array): Int32Array {
  return places.map((place) => counts?.[place] ?? 0);
}

/** Mean over the items of the share of their replies that had the outcome. */
function outcomeRate(replies: Int32Array, counts: Int32Array, clusters: Int32Array, level: number): Measured {
  const items = Int32Array.from(replies.keys()).filter((item) => (replies[item] ?? 0) > 0);
  const index = clusterIndex(items.map((item) => clusters[item] ?? 0));
  const shares = Float64Array.from(items, (item) => (counts[item] ?? 0) / (replies[item] ?? 1));
  const mean = meanInterval(shares, index, level);
  return mean === null
    ? {
        value: null,
        low: null,
        high: null,
        method: "none",
        nItems: 0,
        nClusters: 0,
        status: "not-estimable",
        why: "no calls to measure",
      }
    : { ...mean, nItems: items.length, nClusters: index.count, status: "estimated" };
}
