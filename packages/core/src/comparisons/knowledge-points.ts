import type { ComparedValue } from "../records/comparison.ts";
import type { KnowledgePair } from "../records/knowledge-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { knowledgeReasons } from "./knowledge-input.ts";
import { noTest, notKnown, type PlainTest, testOf } from "./robustness/estimates.ts";

/** By item the mean over the repeats that have points; NaN without any, and empty without repeats. */
export function meanPoints(columns: readonly Float64Array[]): Float64Array {
  return (columns[0] ?? new Float64Array()).map((_, item) => {
    const known = columns.flatMap((column) => (Number.isNaN(column[item]) ? [] : [column[item] ?? 0]));
    return known.length === 0 ? Number.NaN : known.reduce((sum, one) => sum + one, 0) / known.length;
  });
}

/** A model asked in two ways, before its test is adjusted. */
export interface PairedKnowledge extends Pick<KnowledgePair, "nItems" | "nClusters" | "difference"> {
  readonly test: PlainTest;
}

/** first − second on the items that have points for both (neither is NaN), with interval and test. */
export function pairedOn(
  first: Float64Array,
  second: Float64Array,
  clusters: Int32Array,
  level: number,
): PairedKnowledge {
  const kept = Int32Array.from(first.keys()).filter((item) => !Number.isNaN((first[item] ?? 0) + (second[item] ?? 0)));
  const at = (points: Float64Array): Float64Array => Float64Array.from(kept, (item) => points[item] ?? 0);
  const index = clusterIndex(kept.map((item) => clusters[item] ?? 0));
  const paired = pairedDifference(at(first), at(second), index);
  return {
    nItems: kept.length,
    nClusters: index.count,
    difference:
      paired === null
        ? { ...notKnown(knowledgeReasons.noItem), method: "none" }
        : pairedDifferenceInterval(paired, level),
    test: paired === null ? noTest : testOf(paired),
  };
}

/** The difference alone. */
export function netChange(
  points: Float64Array,
  before: Float64Array,
  clusters: Int32Array,
  level: number,
): ComparedValue {
  const { value, low, high, why } = pairedOn(points, before, clusters, level).difference;
  return { value, low, high, ...(why === undefined ? {} : { why }) };
}
