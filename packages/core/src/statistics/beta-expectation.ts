import { BugError } from "../base/errors.ts";

/** Beyond this drop of the log-density the rest of the distribution is below rounding. */
const negligible = 38;
/** The density's strip of analyticity in the logit is ±π: this step makes the rule's error e⁻⁵⁶. */
const mostStep = 0.35;

/**
 * Mean of a smooth function of a Beta(a, b) variable, a and b above 0: trapezoids in the logit, whose error vanishes
 * faster than any power of the step. `size` is the number of observations that makes the function as steep as a binomial
 * tail; with it the step is fine enough for a relative error below
 * 1e-9. The time grows as 1/a and 1/b below 0.1 or so.
 * Throws INTERNAL for a or b that is not above 0 and finite.
 *
 * @example betaExpectation(2, 3, (x) => x, 1) // 0.4
 */
export function betaExpectation(a: number, b: number, value: (x: number) => number, size: number): number {
  if (!(a > 0 && b > 0 && a + b < Number.POSITIVE_INFINITY && size >= 0)) {
    throw new BugError("INTERNAL", `expectation under Beta(${a}, ${b}) for ${size} observations`);
  }
  const centre = Math.log(a / b);
  const share = a / (a + b);
  const spread = Math.sqrt(1 / a + 1 / b);
  // At most half the standard deviation, in the logit, of the density and of a binomial tail (2/√size at the least).
  const step = Math.min(mostStep, spread / 2, size > 0 ? 1 / Math.sqrt(size) : mostStep);
  const logDensity = (logit: number): number =>
    logit > 0 ? -b * logit - (a + b) * Math.log1p(Math.exp(-logit)) : a * logit - (a + b) * Math.log1p(Math.exp(logit));
  const top = logDensity(centre);
  let weights = 1;
  let sum = value(share);
  for (const direction of [-1, 1]) {
    for (let logit = centre + direction * step; ; logit += direction * step) {
      const drop = logDensity(logit) - top;
      if (drop < -negligible) {
        break;
      }
      const weight = Math.exp(drop);
      weights += weight;
      sum += weight * value(logit > 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit)));
    }
  }
  return sum / weights;
}
