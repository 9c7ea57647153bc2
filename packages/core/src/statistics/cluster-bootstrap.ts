import { type UniformGenerator, uniformGenerator } from "./uniform-generator.ts";

/** What fixes a set of resamples: equal plans give equal resamples, whatever the statistic or the model. */
export interface BootstrapPlan {
  /** Clusters to draw from; each resample draws as many, with replacement. */
  readonly clusters: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Bootstrap of a statistic that depends on sums over rows alone (accuracy: points and rows), given as sums of each
 * cluster. Whole clusters are drawn with replacement, so that dependence within them is kept. Costs one addition a
 * cluster, column and resample, however many rows there are.
 *
 * @param columns One array a quantity, each with one sum a cluster; all of length `plan.clusters`.
 * @param statistic Computes the statistic from the resampled sums, in the order of the columns. The array is reused.
 * @returns The statistic of each resample, in resample order; NaN where there is no cluster.
 * @example bootstrapClusterSums({ clusters: 3, resamples: 1000, seed: 1 }, [sums, sizes], ([a = 0, n = 1]) => a / n)
 */
export function bootstrapClusterSums(
  plan: BootstrapPlan,
  columns: readonly Float64Array[],
  statistic: (sums: Float64Array) => number,
): Float64Array {
  const width = columns.length;
  const { clusters } = plan;
  // Interleaved, so that the sums of a drawn cluster lie in one cache line.
  const table = new Float64Array(clusters * width);
  for (const [column, values] of columns.entries()) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      table[cluster * width + column] = values[cluster] ?? Number.NaN;
    }
  }
  const sums = new Float64Array(width);
  return eachResample(plan, (drawn) => {
    if (width === 2) {
      addPairs(table, drawn, sums);
    } else {
      addRows(table, width, drawn, sums);
    }
    return statistic(sums);
  });
}

/**
 * Bootstrap of any statistic, given how often each cluster was drawn. The same plan draws the same clusters as
 * `bootstrapClusterSums`, so that statistics can be compared resample by resample.
 *
 * @param statistic Computes the statistic from the count of each cluster; the counts sum to `plan.clusters`.
 * The array is reused.
 * @returns The statistic of each resample, in resample order; NaN where there is no cluster.
 * @example bootstrapClusterCounts({ clusters: 2, resamples: 10, seed: 1 }, (counts) => counts[0] ?? 0)
 */
export function bootstrapClusterCounts(plan: BootstrapPlan, statistic: (counts: Int32Array) => number): Float64Array {
  const counts = new Int32Array(plan.clusters);
  return eachResample(plan, (drawn) => {
    counts.fill(0);
    for (let i = 0; i < drawn.length; i++) {
      const cluster = drawn[i] ?? 0;
      counts[cluster] = (counts[cluster] ?? 0) + 1;
    }
    return statistic(counts);
  });
}

function eachResample(plan: BootstrapPlan, statistic: (drawn: Uint32Array) => number): Float64Array {
  const { clusters, resamples, seed } = plan;
  const results = new Float64Array(resamples);
  if (clusters === 0) {
    return results.fill(Number.NaN);
  }
  const generator = uniformGenerator("cluster-bootstrap", seed, clusters);
  const drawn = new Uint32Array(clusters);
  for (let resample = 0; resample < resamples; resample++) {
    drawClusters(generator, clusters, drawn);
    results[resample] = statistic(drawn);
  }
  return results;
}

/**
 * Fill with uniform integers below `clusters`: the high half of word × clusters. No cluster's chance is off by more
 * than clusters/2³² of itself (5e-5 for 200,000 clusters), far below what resampling can resolve.
 */
function drawClusters(generator: UniformGenerator, clusters: number, drawn: Uint32Array): void {
  generator.fill(drawn);
  const scale = clusters / 4294967296;
  for (let i = 0; i < drawn.length; i++) {
    drawn[i] = (drawn[i] ?? 0) * scale;
  }
}

function addPairs(table: Float64Array, drawn: Uint32Array, sums: Float64Array): void {
  let first = 0;
  let second = 0;
  for (let i = 0; i < drawn.length; i++) {
    const at = (drawn[i] ?? 0) * 2;
    first += table[at] ?? 0;
    second += table[at + 1] ?? 0;
  }
  sums[0] = first;
  sums[1] = second;
}

function addRows(table: Float64Array, width: number, drawn: Uint32Array, sums: Float64Array): void {
  sums.fill(0);
  for (let i = 0; i < drawn.length; i++) {
    const at = (drawn[i] ?? 0) * width;
    for (let column = 0; column < width; column++) {
      sums[column] = (sums[column] ?? 0) + (table[at + column] ?? 0);
    }
  }
}
