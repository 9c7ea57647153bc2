import type { ClusterIndex } from "./cluster-index.ts";
import { macroAverage } from "./macro-average.ts";

/** Rows summed over each pair of cluster and group that occurs; parallel arrays. */
export interface MacroCells {
  readonly cluster: Int32Array;
  readonly group: Int32Array;
  /** Sum of the points of the pair's rows. */
  readonly sum: Float64Array;
  /** Number of the pair's rows. */
  readonly size: Float64Array;
}

/** Clusters that contribute the same are one kind: how often each kind of cluster occurs, and what it contributes. */
export interface MacroKinds {
  /** One cell a kind; `cluster` is the kind's number. */
  readonly cells: MacroCells;
  /** Clusters of each kind. */
  readonly counts: Float64Array;
}

/** Sum rows (`points`, with the group and cluster of each) by cluster and group, in order of first appearance. */
export function macroCells(points: Float64Array, groups: ClusterIndex, clusters: ClusterIndex): MacroCells {
  const n = points.length;
  if (clusters.allSingle) {
    // Every row is a cell of its own.
    return { cluster: clusters.of, group: groups.of, sum: points, size: clusters.sizes };
  }
  const numbers = new Map<number, number>();
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

/**
 * The kinds of clusters that each lie within one group, told apart by group, size and sum.
 * Null when a cluster has rows in several groups, so that one cell does not describe it.
 */
export function macroKinds(cells: MacroCells, clusters: number): MacroKinds | null {
  const n = cells.cluster.length;
  if (n !== clusters) {
    return null;
  }
  let mostRows = 0;
  for (let cell = 0; cell < n; cell++) {
    mostRows = Math.max(mostRows, cells.size[cell] ?? 0);
  }
  const numbers = new Map<number, Map<number, number>>();
  const firstCell: number[] = [];
  const counts: number[] = [];
  for (let cell = 0; cell < n; cell++) {
    const shape = (cells.group[cell] ?? 0) * (mostRows + 1) + (cells.size[cell] ?? 0);
    let bySum = numbers.get(shape);
    if (bySum === undefined) {
      bySum = new Map();
      numbers.set(shape, bySum);
    }
    const sum = cells.sum[cell] ?? 0;
    let kind = bySum.get(sum);
    if (kind === undefined) {
      kind = counts.length;
      bySum.set(sum, kind);
      firstCell.push(cell);
      counts.push(0);
    }
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    cells: {
      cluster: Int32Array.from(firstCell.keys()),
      group: Int32Array.from(firstCell, (cell) => cells.group[cell] ?? 0),
      sum: Float64Array.from(firstCell, (cell) => cells.sum[cell] ?? 0),
      size: Float64Array.from(firstCell, (cell) => cells.size[cell] ?? 0),
    },
    counts: Float64Array.from(counts),
  };
}

/** The macro average when cluster (or kind) c counts `draws[c]` times; groups without rows are left out. */
export function macroOfDraws(cells: MacroCells, groups: number): (draws: Int32Array | Float64Array) => number {
  const { cluster, group, sum, size } = cells;
  const sums = new Float64Array(groups);
  const sizes = new Float64Array(groups);
  return (draws) => {
    sums.fill(0);
    sizes.fill(0);
    for (let cell = 0; cell < cluster.length; cell++) {
      const times = draws[cluster[cell] ?? 0] ?? 0;
      if (times > 0) {
        const at = group[cell] ?? 0;
        sums[at] = (sums[at] ?? 0) + times * (sum[cell] ?? 0);
        sizes[at] = (sizes[at] ?? 0) + times * (size[cell] ?? 0);
      }
    }
    return Math.min(1, macroAverage(sums, sizes));
  };
}
