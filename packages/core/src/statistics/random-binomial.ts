import { stirlingCorrection } from "./stirling-correction.ts";
import type { UniformGenerator } from "./uniform-generator.ts";

/** Below this expectation counting up from zero is faster than rejection, which needs at least 10. */
const inversionBelow = 10;

/**
 * A draw from the binomial distribution: successes in `trials` (a whole number ≥ 0) of probability `probability`
 * (0–1, clamped). Exact in distribution up to the 32-bit resolution of the generator: inversion for small
 * expectations, Hörmann's transformed rejection (BTRS) otherwise, so that the time does not grow with `trials`.
 * Source: Hörmann 1993, doi:10.1080/00949659308811496.
 */
export function randomBinomial(trials: number, probability: number, generator: UniformGenerator): number {
  if (trials <= 0 || probability <= 0) {
    return 0;
  }
  if (probability >= 1) {
    return trials;
  }
  if (probability > 0.5) {
    return trials - randomBinomial(trials, 1 - probability, generator);
  }
  return trials * probability < inversionBelow
    ? byInversion(trials, probability, generator)
    : byRejection(trials, probability, generator);
}

function byInversion(trials: number, probability: number, generator: UniformGenerator): number {
  const odds = probability / (1 - probability);
  let mass = Math.exp(trials * Math.log1p(-probability));
  let left = generator.fraction();
  let successes = 0;
  while (left > mass && successes < trials) {
    left -= mass;
    successes += 1;
    mass *= (odds * (trials - successes + 1)) / successes;
  }
  return successes;
}

function byRejection(trials: number, probability: number, generator: UniformGenerator): number {
  const spread = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const alpha = (2.83 + 5.1 / b) * spread;
  const accepted = 0.92 - 4.2 / b;
  const mode = Math.floor((trials + 1) * probability);
  const logOdds = Math.log(probability / (1 - probability));
  for (;;) {
    const u = generator.fraction() - 0.5;
    const v = generator.fraction();
    const margin = 0.5 - Math.abs(u);
    const successes = Math.floor(((2 * a) / margin + b) * u + centre);
    if (margin >= 0.07 && v <= accepted) {
      return successes;
    }
    if (successes < 0 || successes > trials) {
      continue;
    }
    const bound = Math.log((v * alpha) / (a / (margin * margin) + b));
    if (bound <= logMassRatio(trials, successes, mode, logOdds)) {
      return successes;
    }
  }
}

/** ln of the probability of k successes over that of the mode. */
function logMassRatio(trials: number, k: number, mode: number, logOdds: number): number {
  return logFactorialDifference(mode, k) + logFactorialDifference(trials - mode, trials - k) + (k - mode) * logOdds;
}

/** ln(m! / k!) without the cancellation of two large logarithms of factorials. */
function logFactorialDifference(m: number, k: number): number {
  const a = m + 1;
  const b = k + 1;
  return (a - 0.5) * Math.log(a) - (b - 0.5) * Math.log(b) - (a - b) + stirlingCorrection(a) - stirlingCorrection(b);
}
