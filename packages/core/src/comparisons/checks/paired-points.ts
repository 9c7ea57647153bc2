import type { ComparedValue } from "../../records/comparison.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { clusteredMcnemarTest } from "../../statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../../statistics/holm-adjust.ts";
import { mcnemarTest } from "../../statistics/mcnemar-test.ts";
import { pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import type { Field } from "../field.ts";
import { noItem } from "./check-input.ts";

/** Two columns of points on the items that both have. */
export interface PairedPoints {
  /** First less second. */
  readonly difference: ComparedValue;
  readonly n: number;
  /** Two-sided; null without an item. */
  readonly p: number | null;
}

/** Compare two columns of a field's points (0–1, NaN where missing), items of a group being one cluster. */
export function pairedPoints(
  field: Pick<Field, "clusters">,
  first: Float64Array,
  second: Float64Array,
  level: number,
): PairedPoints {
  const items = Int32Array.from(first.keys()).filter(
    (item) => !Number.isNaN(first[item] ?? Number.NaN) && !Number.isNaN(second[item] ?? Number.NaN),
  );
  const of = (points: Float64Array): Float64Array => Float64Array.from(items, (item) => points[item] ?? 0);
  const clusters = clusterIndex(items.map((item) => field.clusters[item] ?? 0));
  const found = pairedDifference(of(first), of(second), clusters);
  if (found === null) {
    return { difference: { value: null, low: null, high: null, why: noItem }, n: 0, p: null };
  }
  const { value, low, high } = pairedDifferenceInterval(found, level);
  const count = (share: number): number => Math.round(share * found.units);
  const p = found.simple
    ? mcnemarTest(count(found.firstAhead), count(found.secondAhead)).p
    : clusteredMcnemarTest(found).p;
  return { difference: { value, low, high }, n: items.length, p };
}

/** Holm's adjustment of a family in which tests that could not be done (null) stay so. */
export function holmOver(pValues: readonly (number | null)[]): readonly (number | null)[] {
  const done = pValues.filter((p) => p !== null);
  const adjusted = holmAdjust(Float64Array.from(done));
  let next = 0;
  return pValues.map((p) => (p === null ? null : (adjusted[next++] ?? null)));
}
