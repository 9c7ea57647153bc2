import type { UniformGenerator } from "./uniform-generator.ts";

/**
 * A draw from the Beta(a, b) distribution, a and b above 0, as G/(G + H) of two gamma draws taken in logarithms, so that
 * tiny a and b do not give 0/0. Source: Devroye 1986, chapter IX; gamma by Marsaglia & Tsang 2000,
 * doi:10.1145/358407.358414.
 */
export function randomBeta(a: number, b: number, generator: UniformGenerator): number {
  const difference = logRandomGamma(b, generator) - logRandomGamma(a, generator);
  return 1 / (1 + Math.exp(difference));
}

/** ln of a draw from the gamma distribution of the given shape and scale 1. */
function logRandomGamma(shape: number, generator: UniformGenerator): number {
  if (shape < 1) {
    return logRandomGamma(shape + 1, generator) + Math.log(generator.fraction()) / shape;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(generator.fraction())) * Math.cos(2 * Math.PI * generator.fraction());
    const cube = (1 + c * z) ** 3;
    if (cube > 0 && Math.log(generator.fraction()) < 0.5 * z * z + d - d * cube + d * Math.log(cube)) {
      return Math.log(d) + Math.log(cube);
    }
  }
}
