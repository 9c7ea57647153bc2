import { randomBinomial } from "./random-binomial.ts";
import type { UniformGenerator } from "./uniform-generator.ts";

/**
 * Overwrite `counts` with a draw from the multinomial distribution: `trials` (a whole number) balls into as many
 * cells as `weights` has, in proportion to the weights (≥ 0). Weights that sum to 0 leave all counts 0.
 * One binomial draw a cell, so the time depends on the cells and not on `trials`: resampling n rows with replacement
 * when only the counts of a few cells matter has exactly this distribution.
 */
export function randomMultinomial(
  trials: number,
  weights: Float64Array,
  counts: Float64Array,
  generator: UniformGenerator,
): void {
  let weightLeft = 0;
  let last = -1;
  for (let cell = 0; cell < weights.length; cell++) {
    const weight = weights[cell] ?? 0;
    weightLeft += weight;
    if (weight > 0) {
      last = cell;
    }
  }
  counts.fill(0);
  let left = trials;
  for (let cell = 0; cell < last && left > 0; cell++) {
    const weight = weights[cell] ?? 0;
    if (weight > 0) {
      const drawn = randomBinomial(left, weight / weightLeft, generator);
      counts[cell] = drawn;
      left -= drawn;
      weightLeft -= weight;
    }
  }
  if (last >= 0) {
    counts[last] = left;
  }
}
