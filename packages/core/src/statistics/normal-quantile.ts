import { normalCdf, normalCentralArea, normalDensity } from "./normal-cdf.ts";

/**
 * The z below which a standard normal variable falls with the given probability (0–1); ∓Infinity at 0 and 1,
 * NaN outside. Relative error below 1e-11, near ½ (z = 0) and far in the tails too.
 * A rational first guess (Abramowitz & Stegun 26.2.23) is refined by Halley's method.
 *
 * @example normalQuantile(0.975) // 1.9599639845…
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    return Number.NaN;
  }
  if (probability === 0) {
    return Number.NEGATIVE_INFINITY;
  }
  if (probability === 1) {
    return Number.POSITIVE_INFINITY;
  }
  const fromMiddle = probability - 0.5;
  if (Math.abs(fromMiddle) < 0.4) {
    return refined(firstGuess(Math.min(probability, 1 - probability)) * (fromMiddle < 0 ? -1 : 1), (z) => {
      return normalCentralArea(z) - fromMiddle;
    });
  }
  const tail = Math.min(probability, 1 - probability);
  const z = refined(-firstGuess(tail), (guess) => normalCdf(guess) - tail);
  return probability < 0.5 ? z : -z;
}

/** Upper-tail z for a tail probability in (0, ½], off by at most 4.5e-4. */
function firstGuess(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - top / bottom;
}

/** Three Halley steps: each about triples the number of right digits. */
function refined(guess: number, excess: (z: number) => number): number {
  let z = guess;
  for (let step = 0; step < 3; step++) {
    const newton = excess(z) / normalDensity(z);
    z -= newton / (1 + 0.5 * z * newton);
  }
  return z;
}
