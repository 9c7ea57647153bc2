import type { ClusterIndex } from "./cluster-index.ts";
import { macroAverage } from "./macro-average.ts";

/** Clustered rows in groups, ready for the macro average of the data and of resamples of its clusters. */
export interface ClusteredMacroAverage {
  /** Unweighted mean of the groups' means, 0–1 for points of 0–1. NaN without rows. */
  readonly value: number;
  /** The same when cluster c counts `draws[c]` times; groups that drop out are left out. */
  resampled(draws: Int32Array): number;
  /** Delete-one-cluster jackknife variance of `value`; 0 with fewer than two clusters. */
  jackknifeVariance(): number;
  /** Summed weight of each cluster's rows in `value`; a row weighs 1/(groups × rows of its group). */
  readonly clusterWeights: Float64Array;
  /** Independent rows of equal weight that would be worth as much: 1/Σ(row weight)². */
  readonly effectiveRows: number;
}

/** Rows summed over each pair of cluster and group that occurs; parallel arrays. */
interface Cells {
  readonly cluster: Int32Array;
  readonly group: Int32Array;
  readonly sum: Float64Array;
  readonly size: Float64Array;
}

/**
 * Macro average of clustered rows: groups (specialties) may have any number of rows, and a cluster may have rows in
 * several groups. The three arguments describe the same rows. A resample costs one addition for each pair of cluster
 * and group, not for each row.
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
  const cells = cellsOf(points, groups, clusters);
  const sums = new Float64Array(groups.count);
  const sizes = new Float64Array(groups.count);
  const resampled = (draws: Int32Array): number => {
    sums.fill(0);
    sizes.fill(0);
    for (let cell = 0; cell < cells.cluster.length; cell++) {
      const times = draws[cells.cluster[cell] ?? 0] ?? 0;
      if (times > 0) {
        const group = cells.group[cell] ?? 0;
        sums[group] = (sums[group] ?? 0) + times * (cells.sum[cell] ?? 0);
        sizes[group] = (sizes[group] ?? 0) + times * (cells.size[cell] ?? 0);
      }
    }
    return Math.min(1, macroAverage(sums, sizes));
  };
  const clusterWeights = new Float64Array(clusters.count);
  for (let cell = 0; cell < cells.cluster.length; cell++) {
    const cluster = cells.cluster[cell] ?? 0;
    const rows = groups.sizes[cells.group[cell] ?? 0] ?? 1;
    clusterWeights[cluster] = (clusterWeights[cluster] ?? 0) + (cells.size[cell] ?? 0) / (groups.count * rows);
  }
  return {
    value: resampled(new Int32Array(clusters.count).fill(1)),
    resampled,
    jackknifeVariance: () => jackknife(cells, groups, clusters.count),
    clusterWeights,
    effectiveRows: groups.count ** 2 / groups.sizes.reduce((sum, rows) => sum + 1 / rows, 0),
  };
}

function cellsOf(points: Float64Array, groups: ClusterIndex, clusters: ClusterIndex): Cells {
  const numbers = new Map<number, number>();
  const n = points.length;
  const cluster = new Int32Array(n);
  const group = new Int32Array(n);
  const sum = new Float64Array(n);
  const size = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const key = (clusters.of[i] ?? 0) * groups.count + (groups.of[i] ?? 0);
    let cell = numbers.get(key);
    if (cell === undefined) {
      cell = numbers.size;
      numbers.set(key, cell);
      cluster[cell] = clusters.of[i] ?? 0;
      group[cell] = groups.of[i] ?? 0;
    }
    sum[cell] = (sum[cell] ?? 0) + (points[i] ?? 0);
    size[cell] = (size[cell] ?? 0) + 1;
  }
  const used = numbers.size;
  return {
    cluster: cluster.subarray(0, used),
    group: group.subarray(0, used),
    sum: sum.subarray(0, used),
    size: size.subarray(0, used),
  };
}

function jackknife(cells: Cells, groups: ClusterIndex, clusters: number): number {
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
  // Sum of the groups' means, and groups left, without each cluster.
  const sumWithout = new Float64Array(clusters).fill(total);
  const groupsWithout = new Float64Array(clusters).fill(groups.count);
  for (let cell = 0; cell < cells.cluster.length; cell++) {
    const cluster = cells.cluster[cell] ?? 0;
    const group = cells.group[cell] ?? 0;
    const sum = groupSums[group] ?? 0;
    const size = groups.sizes[group] ?? 1;
    const sizeLeft = size - (cells.size[cell] ?? 0);
    const meanLeft = sizeLeft > 0 ? (sum - (cells.sum[cell] ?? 0)) / sizeLeft : 0;
    sumWithout[cluster] = (sumWithout[cluster] ?? 0) - sum / size + meanLeft;
    if (sizeLeft === 0) {
      groupsWithout[cluster] = (groupsWithout[cluster] ?? 0) - 1;
    }
  }
  let squares = 0;
  for (let cluster = 0; cluster < clusters; cluster++) {
    const shift = (sumWithout[cluster] ?? 0) / (groupsWithout[cluster] ?? 1) - total / groups.count;
    squares += shift * shift;
  }
  return ((clusters - 1) / clusters) * squares;
}
