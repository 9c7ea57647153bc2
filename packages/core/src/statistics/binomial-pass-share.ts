import { regularisedIncompleteBeta } from "./incomplete-beta.ts";

/**
 * Probability that `size` independent observations of probability x have at least `least` successes: I_x(least,
 * size − least + 1), which carries the binomial tail over to sizes and counts that are not whole (an effective number).
 * 1 for `least` at or below 0, 0 for one above `size` + ½ or so, where no count is left. x in 0–1.
 *
 * @example binomialPassShare(0.5, 2, 1) // 0.75
 */
export function binomialPassShare(x: number, size: number, least: number): number {
  if (least <= 0) {
    return 1;
  }
  return size - least + 1 <= 0 ? 0 : regularisedIncompleteBeta(x, least, size - least + 1);
}
