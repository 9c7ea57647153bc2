import { bootstrapClusterSums } from "../statistics/cluster-bootstrap.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import type { TextField } from "./text-field.ts";

/** One model's scores on some items. */
export interface TextReplicates {
  readonly nItems: number;
  readonly nClusters: number;
  /** Each score on the items themselves; null where they give none. */
  readonly values: readonly (number | null)[];
  /** Each score in every resample; NaN where one gives none. */
  readonly resampled: readonly Float64Array[];
}

/** What fixes the resamples of some items: the same clusters are drawn for every model that has them. */
export interface TextResampling {
  readonly resamples: number;
  readonly seed: number;
}

/** Scores of one model of a field on the items that `kept` marks, in every resample of the clusters these lie in. */
export function textReplicates(
  field: TextField,
  model: number,
  kept: Uint8Array,
  { resamples, seed }: TextResampling,
): TextReplicates {
  const items = Int32Array.from(kept.keys()).filter((item) => kept[item] === 1);
  const { count: clusters, of } = clusterIndex(items.map((item) => field.clusters[item] ?? 0));
  const columns = Array.from({ length: field.width }, () => new Float64Array(clusters));
  const values = field.counts[model]?.values ?? new Float64Array();
  const total = new Float64Array(field.width);
  for (const [place, item] of items.entries()) {
    const cluster = of[place] ?? 0;
    for (const [column, sums] of columns.entries()) {
      const value = values[item * field.width + column] ?? 0;
      sums[cluster] = (sums[cluster] ?? 0) + value;
      total[column] = (total[column] ?? 0) + value;
    }
  }
  const resampled = field.scores.map(() => new Float64Array(items.length === 0 ? 0 : resamples));
  let resample = 0;
  if (items.length > 0) {
    bootstrapClusterSums({ clusters, resamples, seed }, columns, (sums) => {
      for (const [score, value] of field.scoresOf(sums).entries()) {
        const column = resampled[score];
        if (column !== undefined) {
          column[resample] = value ?? Number.NaN;
        }
      }
      resample += 1;
      return 0;
    });
  }
  return {
    nItems: items.length,
    nClusters: clusters,
    values: items.length === 0 ? field.scores.map(() => null) : field.scoresOf(total),
    resampled,
  };
}
