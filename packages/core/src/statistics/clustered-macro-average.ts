import { bootstrapClusterCounts } from "./cluster-bootstrap.ts";
import type { ClusterIndex } from "./cluster-index.ts";
import { type MacroCells, macroCells, macroKinds, macroOfDraws } from "./macro-cells.ts";
import { randomMultinomial } from "./random-multinomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** The macro average of clustered rows, with what an interval for it needs. */
export interface ClusteredMacroAverage {
  /** Unweighted mean of the groups' means, 0–1 for points of 0–1. NaN without rows. */
  readonly value: number;
  /** The value in each resample of whole clusters; a group that a resample lacks is left out of it. */
  bootstrap(resamples: number, seed: number): Float64Array;
  /** Delete-one-cluster jackknife variance of `value`; 0 with fewer than two clusters. */
  jackknifeVariance(): number;
  /** Summed weight of each cluster's rows in `value`; a row weighs 1/(groups × rows of its group). */
  readonly clusterWeights: Float64Array;
  /** Independent rows of equal weight that would be worth as much: 1/Σ(row weight)². */
  readonly effectiveRows: number;
}

/**
 * Macro average of clustered rows: groups (specialties) may have any number of rows, and a cluster may have rows in
 * several groups. The three arguments describe the same rows.
 *
 * @param points One number of 0–1 for each row.
 * @param groups The group of each row.
 * @param clusters The cluster of each row.
 */
export function clusteredMacroAverage(
  points: Float64Array,
  groups: ClusterIndex,
  clusters: ClusterIndex,
): ClusteredMacroAverage {
  const cells = macroCells(points, groups, clusters);
  const clusterWeights = new Float64Array(clusters.count);
  for (let cell = 0; cell < cells.cluster.length; cell++) {
    const cluster = cells.cluster[cell] ?? 0;
    const rows = groups.sizes[cells.group[cell] ?? 0] ?? 1;
    clusterWeights[cluster] = (clusterWeights[cluster] ?? 0) + (cells.size[cell] ?? 0) / (groups.count * rows);
  }
  return {
    // Every cluster once; single observations have ones at hand.
    value: macroOfDraws(
      cells,
      groups.count,
    )(clusters.allSingle ? clusters.sizes : new Int32Array(clusters.count).fill(1)),
    bootstrap: (resamples, seed) => bootstrap(cells, groups.count, clusters.count, resamples, seed),
    jackknifeVariance: () => jackknife(cells, groups, clusters.count),
    clusterWeights,
    effectiveRows: groups.count ** 2 / groups.sizes.reduce((sum, rows) => sum + 1 / rows, 0),
  };
}

/**
 * Where each cluster lies within one group, the value depends only on how many clusters of each kind were drawn, and
 * those counts are multinomial: drawing them instead of the clusters has exactly the same distribution, at a cost
 * that does not grow with the rows. (The resamples of two models are then not the same clusters: to compare models
 * resample by resample, draw with `bootstrapClusterCounts`.)
 */
function bootstrap(cells: MacroCells, groups: number, clusters: number, resamples: number, seed: number) {
  const kinds = macroKinds(cells, clusters);
  if (kinds === null) {
    return bootstrapClusterCounts({ clusters, resamples, seed }, macroOfDraws(cells, groups));
  }
  const macro = macroOfDraws(kinds.cells, groups);
  const generator = uniformGenerator("multinomial-bootstrap", seed, clusters);
  const draws = new Float64Array(kinds.counts.length);
  return new Float64Array(resamples).map(() => {
    randomMultinomial(clusters, kinds.counts, draws, generator);
    return macro(draws);
  });
}

function jackknife(cells: MacroCells, groups: ClusterIndex, clusters: number): number {
  if (clusters < 2) {
    return 0;
  }
  const groupSums = new Float64Array(groups.count);
  for (let cell = 0; cell < cells.group.length; cell++) {
    const group = cells.group[cell] ?? 0;
    groupSums[group] = (groupSums[group] ?? 0) + (cells.sum[cell] ?? 0);
  }
  let total = 0;
  for (let group = 0; group < groups.count; group++) {
    total += (groupSums[group] ?? 0) / (groups.sizes[group] ?? 1);
  }
  /** The change of the sum of the groups' means, and of the groups left, when a cell's rows go. */
  const without = (cell: number): { readonly sum: number; readonly group: number } => {
    const group = cells.group[cell] ?? 0;
    const sum = groupSums[group] ?? 0;
    const size = groups.sizes[group] ?? 1;
    const sizeLeft = size - (cells.size[cell] ?? 0);
    const meanLeft = sizeLeft > 0 ? (sum - (cells.sum[cell] ?? 0)) / sizeLeft : 0;
    return { sum: meanLeft - sum / size, group: sizeLeft === 0 ? -1 : 0 };
  };
  if (cells.cluster.length === clusters) {
    // One cell a cluster: no need to hold what each leaves behind.
    let squares = 0;
    for (let cell = 0; cell < clusters; cell++) {
      const change = without(cell);
      const shift = (total + change.sum) / (groups.count + change.group) - total / groups.count;
      squares += shift * shift;
    }
    return ((clusters - 1) / clusters) * squares;
  }
  // Sum of the groups' means, and groups left, without each cluster.
  const sumWithout = new Float64Array(clusters).fill(total);
  const groupsWithout = new Float64Array(clusters).fill(groups.count);
  for (let cell = 0; cell < cells.cluster.length; cell++) {
    const cluster = cells.cluster[cell] ?? 0;
    const change = without(cell);
    sumWithout[cluster] = (sumWithout[cluster] ?? 0) + change.sum;
    groupsWithout[cluster] = (groupsWithout[cluster] ?? 0) + change.group;
  }
  let squares = 0;
  for (let cluster = 0; cluster < clusters; cluster++) {
    const shift = (sumWithout[cluster] ?? 0) / (groupsWithout[cluster] ?? 1) - total / groups.count;
    squares += shift * shift;
  }
  return ((clusters - 1) / clusters) * squares;
}
