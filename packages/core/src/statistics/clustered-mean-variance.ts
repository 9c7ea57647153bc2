/**
 * Variance of the mean Σ sums / Σ sizes over uneven clusters (a ratio estimator), robust to any dependence
 * within clusters: the delete-one-cluster jackknife (k − 1)/k · Σ (mean without cluster i − mean)², called CV3.
 * For equal sizes this is the sandwich with the factor k/(k − 1) (statsmodels' cov_type="cluster").
 * For uneven sizes it is larger, and closer to the truth when clusters are few.
 * NaN with fewer than two clusters, since nothing tells how clusters differ.
 * Source: MacKinnon, Nielsen & Webb 2023, doi:10.1002/jae.2969.
 *
 * @param sums Sum of the observations of each cluster.
 * @param sizes Observations in each cluster, above 0.
 * @example clusteredMeanVariance(Float64Array.of(0, 1, 2), Float64Array.of(2, 2, 2)) // 1/12
 */
export function clusteredMeanVariance(sums: Float64Array, sizes: Float64Array): number {
  const k = sizes.length;
  if (k < 2) {
    return Number.NaN;
  }
  let total = 0;
  let n = 0;
  for (let i = 0; i < k; i++) {
    total += sums[i] ?? 0;
    n += sizes[i] ?? 0;
  }
  const mean = total / n;
  let squares = 0;
  for (let i = 0; i < k; i++) {
    const size = sizes[i] ?? 0;
    const shift = ((sums[i] ?? 0) - mean * size) / (n - size);
    squares += shift * shift;
  }
  return ((k - 1) / k) * squares;
}
