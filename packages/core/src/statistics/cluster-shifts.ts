/** A mean over clusters, and what each cluster moves it. */
export interface ClusterShifts {
  /** Σ sums / Σ sizes; 0 without observations. */
  readonly mean: number;
  /** One number a cluster; their squares sum to the jackknife variance of the mean. 0 for a cluster of size 0. */
  readonly shifts: Float64Array;
  /** Clusters that have observations. */
  readonly clusters: number;
}

/**
 * What each cluster moves the mean Σ sums / Σ sizes, scaled so that the squares sum to the variance of
 * `clusteredMeanVariance` (CV3). Two means over the same clusters, such as of two parts of the replies to the same
 * questions, have the variance of their sum or difference from the shifts added or subtracted, cluster by cluster.
 * Clusters of size 0 are allowed: they are not in this mean. With one cluster the shifts are 0 and tell nothing.
 * Source: MacKinnon, Nielsen & Webb 2023, doi:10.1002/jae.2969.
 *
 * @example clusterShifts(Float64Array.of(0, 1, 2), Float64Array.of(2, 2, 2)) // mean 0.5, squares summing to 1/12
 */
export function clusterShifts(sums: Float64Array, sizes: Float64Array): ClusterShifts {
  const shifts = new Float64Array(sums.length);
  let total = 0;
  let n = 0;
  let clusters = 0;
  for (let cluster = 0; cluster < sums.length; cluster++) {
    const size = sizes[cluster] ?? 0;
    total += sums[cluster] ?? 0;
    n += size;
    clusters += size > 0 ? 1 : 0;
  }
  const mean = n > 0 ? total / n : 0;
  if (clusters < 2) {
    return { mean, shifts, clusters };
  }
  const scale = Math.sqrt((clusters - 1) / clusters);
  for (let cluster = 0; cluster < sums.length; cluster++) {
    const size = sizes[cluster] ?? 0;
    if (size > 0) {
      shifts[cluster] = (scale * ((sums[cluster] ?? 0) - mean * size)) / (n - size);
    }
  }
  return { mean, shifts, clusters };
}
