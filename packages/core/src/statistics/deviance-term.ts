/**
 * How far an observed amount lies from an expected one: observed · ln(observed/expected) + expected − observed, both
 * above 0. Never negative; without cancellation where the two are close. With it the densities of the gamma, beta,
 * Poisson and binomial distributions keep their digits for large arguments.
 * Source: Loader 2000, Fast and Accurate Computation of Binomial Probabilities (his bd0).
 *
 * @example devianceTerm(10, 8) // 0.2314…
 */
export function devianceTerm(observed: number, expected: number): number {
  const difference = observed - expected;
  const v = difference / (observed + expected);
  if (Math.abs(v) > 0.1) {
    return observed * Math.log(observed / expected) - difference;
  }
  // ln(o/e) = 2 artanh(v); its series starts with 2v, and 2·o·v − difference = difference·v.
  let sum = difference * v;
  let power = 2 * observed * v;
  for (let odd = 3; odd < 40; odd += 2) {
    power *= v * v;
    sum += power / odd;
  }
  return sum;
}
