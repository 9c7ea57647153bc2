/** Hyperparameters of a family of proportions: Beta(a, b) with a + b = 1/overDispersion − 1 and mean a/(a + b). */
export interface BetaBinomialMoments {
  /** 0–1. */
  readonly mean: number;
  /** Correlation of two observations of one cell, 0–1; 0 where the cells differ no more than by chance. */
  readonly overDispersion: number;
}

/** What the sizes of a family of cells come to; empty cells do not count. */
export interface CellSizes {
  readonly total: number;
  /** Cells with any observation. */
  readonly occupied: number;
  /** The size that matters for differences between cells, (N − Σn²/N)/(cells − 1); equal sizes give that size. */
  readonly typical: number;
}

/** Most rounds of reweighting; a handful for most families. */
const rounds = 500;

/**
 * Mean and over-dispersion of beta-binomial cells by the method of moments: with p the pooled proportion,
 * Q = Σ n(share − p)² has the expectation p(1 − p)[(1 − ρ)(k − 1) + ρ(N − Σn²/N)], which is solved for ρ; negative
 * solutions are taken as 0. The mean is then that of the shares weighted by n/(1 + (n − 1)ρ), the inverse of their
 * variance, and the two are repeated with these weights until they agree.
 * With p of 0 or 1, or with cells of one observation or less, nothing speaks for differences: ρ is 0.
 * Null with fewer than two cells that have observations.
 * Source: Kleinman 1973, doi:10.1080/01621459.1973.10481332.
 *
 * @param points Sum of the 0–1 points of each cell.
 * @param sizes Observations in each cell, fractions allowed; empty cells are left out.
 * @example
 * betaBinomialMoments(Float64Array.of(2, 8), Float64Array.of(10, 10)) // { mean: 0.5, overDispersion: 0.6888… }
 */
export function betaBinomialMoments(points: Float64Array, sizes: Float64Array): BetaBinomialMoments | null {
  if (cellSizes(sizes).occupied < 2) {
    return null;
  }
  let overDispersion = 0;
  let mean = 0;
  for (let round = 0; round < rounds; round++) {
    const { weightedPoints, weight } = pooledProportion(points, sizes, overDispersion);
    mean = Math.min(1, weightedPoints / weight);
    const next = dispersionAround(points, sizes, mean, overDispersion, weight);
    if (Math.abs(next - overDispersion) < 1e-13) {
      break;
    }
    overDispersion = next;
  }
  return { mean, overDispersion };
}

/** Solves Σ w(share − mean)² = its expectation for ρ, with the weights w at the current ρ. */
function dispersionAround(
  points: Float64Array,
  sizes: Float64Array,
  mean: number,
  current: number,
  totalWeight: number,
): number {
  let squares = 0;
  let chance = 0;
  let spread = 0;
  for (let cell = 0; cell < sizes.length; cell++) {
    const size = sizes[cell] ?? 0;
    if (size > 0) {
      const weight = size / (1 + (size - 1) * current);
      const shift = (points[cell] ?? 0) / size - mean;
      const left = weight * (1 - weight / totalWeight);
      squares += weight * shift * shift;
      chance += left / size;
      spread += left;
    }
  }
  const binomial = mean * (1 - mean);
  // A variance of chance/size + ρ(1 − 1/size) times p(1 − p): what exceeds chance, over what ρ would add.
  const slope = spread - chance;
  if (!(binomial > 0 && slope > 1e-12 * spread)) {
    return 0;
  }
  return Math.min(1, Math.max(0, (squares / binomial - chance) / slope));
}

/** Points and observations, each cell's counted n/(1 + (n − 1)ρ) for n: what its share is worth. */
export function pooledProportion(
  points: Float64Array,
  sizes: Float64Array,
  overDispersion: number,
): { readonly weightedPoints: number; readonly weight: number } {
  let weightedPoints = 0;
  let weight = 0;
  for (let cell = 0; cell < sizes.length; cell++) {
    const size = sizes[cell] ?? 0;
    if (size > 0) {
      const factor = 1 / (1 + (size - 1) * overDispersion);
      weightedPoints += (points[cell] ?? 0) * factor;
      weight += size * factor;
    }
  }
  return { weightedPoints, weight };
}

/** What the sizes of a family of cells come to. */
export function cellSizes(sizes: Float64Array): CellSizes {
  let total = 0;
  let squares = 0;
  let occupied = 0;
  for (let cell = 0; cell < sizes.length; cell++) {
    const size = sizes[cell] ?? 0;
    total += size;
    squares += size * size;
    occupied += size > 0 ? 1 : 0;
  }
  return { total, occupied, typical: occupied < 2 ? total : (total - squares / total) / (occupied - 1) };
}
