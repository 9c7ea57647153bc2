/**
 * Satterthwaite's degrees of freedom of a cluster-robust variance: (Σw)²/Σw² − 1, at least 1, with w the expected
 * squared deviation of each cluster's sum under the intra-cluster correlation that the design effect implies.
 * Clusters − 1 when clusters are of one size, fewer when they are uneven.
 * Source: Satterthwaite 1946, doi:10.2307/3002019.
 *
 * @param sizes Observations in each cluster, above 0.
 * @param designEffect The variance over that of as many independent rows, at least 1; Infinity for copies.
 * @example clusteredDegrees(Float64Array.of(2, 2, 2), 1.3) // 2
 */
export function clusteredDegrees(sizes: Float64Array, designEffect: number): number {
  let n = 0;
  let squares = 0;
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0;
    n += size;
    squares += size * size;
  }
  const mostExcess = squares / n - 1;
  const correlation = mostExcess > 0 ? Math.min(1, Math.max(0, (designEffect - 1) / mostExcess)) : 0;
  let weights = 0;
  let squaredWeights = 0;
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0;
    const weight = size * (1 + (size - 1) * correlation);
    weights += weight;
    squaredWeights += weight * weight;
  }
  return Math.max(1, (weights * weights) / squaredWeights - 1);
}
