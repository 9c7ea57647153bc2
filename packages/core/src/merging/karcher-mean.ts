/** How long the mean is improved. */
export interface KarcherLimits {
  readonly maxIterations: number;
  /** Radians: smaller steps and angles count as none. */
  readonly tolerance: number;
}

/**
 * Coefficients with which vectors are summed to their Karcher mean: the point on the unit sphere whose squared angles
 * to all their directions are least, times the mean of their lengths. Every step stays in the span of the vectors, so
 * their inner products are all that is needed.
 *
 * `gram` holds the inner products (n × n); vectors no longer than the tolerance have no direction and count for the
 * length only. Without any direction all coefficients are 0. Where the directions cancel out, the first one is the
 * start.
 */
export function karcherCoefficients(
  gram: readonly (readonly number[])[],
  { maxIterations, tolerance }: KarcherLimits,
): number[] {
  const lengths = gram.map((row, index) => Math.sqrt(Math.max(0, row[index] ?? 0)));
  const directed = lengths.flatMap((length, index) => (length > tolerance ? [index] : []));
  const result = lengths.map(() => 0);
  if (directed.length === 0) {
    return result;
  }
  const cosines = directed.map((i) =>
    directed.map((j) => (gram[i]?.[j] ?? 0) / ((lengths[i] ?? 1) * (lengths[j] ?? 1))),
  );
  const products = (weights: readonly number[]): number[] =>
    cosines.map((row) => row.reduce((sum, cosine, j) => sum + cosine * (weights[j] ?? 0), 0));
  const lengthOf = (weights: readonly number[]): number =>
    Math.sqrt(
      Math.max(
        0,
        products(weights).reduce((sum, product, i) => sum + product * (weights[i] ?? 0), 0),
      ),
    );
  const share = 1 / directed.length;
  let mean = directed.map(() => share);
  const start = lengthOf(mean);
  mean = start < tolerance ? directed.map((_, index) => (index === 0 ? 1 : 0)) : mean.map((weight) => weight / start);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const tangent = mean.map(() => 0);
    for (const [index, product] of products(mean).entries()) {
      const cosine = Math.min(1, Math.max(-1, product));
      const angle = Math.acos(cosine);
      // Opposite directions have no way between them that is shortest.
      if (angle < tolerance || Math.sin(angle) === 0) {
        continue;
      }
      const factor = (share * angle) / Math.sin(angle);
      mean.forEach((weight, other) => {
        tangent[other] = (tangent[other] ?? 0) - factor * cosine * weight;
      });
      tangent[index] = (tangent[index] ?? 0) + factor;
    }
    const step = lengthOf(tangent);
    if (step < tolerance) {
      break;
    }
    const [along, across] = [Math.cos(step), Math.sin(step) / step];
    mean = mean.map((weight, index) => along * weight + across * (tangent[index] ?? 0));
    const length = lengthOf(mean);
    mean = length > tolerance ? mean.map((weight) => weight / length) : mean;
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  directed.forEach((index, place) => {
    result[index] = ((mean[place] ?? 0) * meanLength) / (lengths[index] ?? 1);
  });
  return result;
}
