/**
 * Marginal reliability of ability estimates that are not drawn together (Warm's, maximum likelihood): the share 0–1 of
 * their variance that is not error, 1 − mean squared error / variance. 0 where errors account for all of it, which is
 * also what candidates of equal ability give. Null with fewer than two candidates, or when all estimates are equal.
 * It says how well these candidates are told apart; the same exam is less reliable among more alike candidates.
 * Source: Green et al. 1984, doi:10.1111/j.1745-3984.1984.tb01039.x; Wright & Masters 1982 (person separation).
 *
 * @param errors Standard errors of the abilities.
 * @example marginalReliability(Float64Array.of(-1, 1), Float64Array.of(0.5, 0.5)) // 0.875
 */
export function marginalReliability(abilities: Float64Array, errors: Float64Array): number | null {
  const n = abilities.length;
  if (n < 2) {
    return null;
  }
  let mean = 0;
  let error = 0;
  for (let i = 0; i < n; i++) {
    mean += (abilities[i] ?? 0) / n;
    error += (errors[i] ?? 0) ** 2 / n;
  }
  let variance = 0;
  for (let i = 0; i < n; i++) {
    variance += ((abilities[i] ?? 0) - mean) ** 2 / (n - 1);
  }
  return variance > 0 ? Math.max(0, 1 - error / variance) : null;
}
