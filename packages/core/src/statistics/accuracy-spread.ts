import { BugError } from "../base/errors.ts";

/** How accuracies of one model under several prompts differ. All are shares, 0–1. */
export interface AccuracySpread {
  readonly mean: number;
  readonly max: number;
  readonly min: number;
  /** max − min. */
  readonly spread: number;
  /** Standard deviation, divided by their number: these prompts are all there are, not a sample of more. At most 0.5. */
  readonly deviation: number;
  /** 1 − (max − mean): 1 where every prompt does as well as the best. */
  readonly saturation: number;
  /** Combined performance score: saturation × max. High for a model that is good under its best prompt and any other. */
  readonly combined: number;
}

/**
 * Mean, extremes, spread, deviation, saturation and combined performance score of a model's accuracies under several
 * prompts. Null without any; of one alone the spread is 0 and the score the accuracy itself. Throws INTERNAL for an
 * accuracy outside 0–1 or missing.
 * Source: Mizrahi et al. 2024, arXiv 2401.00595 (MaxP, AvgP, saturation, combined performance score).
 *
 * @example accuracySpread(Float64Array.of(0.5, 0.6, 0.7)).combined // 0.63
 */
export function accuracySpread(accuracies: Float64Array): AccuracySpread | null {
  const wrong = accuracies.findIndex((accuracy) => !(accuracy >= 0 && accuracy <= 1));
  if (wrong >= 0) {
    throw new BugError("INTERNAL", `accuracy ${accuracies[wrong]} of prompt ${wrong} lies outside 0–1`);
  }
  if (accuracies.length === 0) {
    return null;
  }
  let max = 0;
  let min = 1;
  let sum = 0;
  for (const accuracy of accuracies) {
    max = Math.max(max, accuracy);
    min = Math.min(min, accuracy);
    sum += accuracy;
  }
  // Rounding must not put the mean outside what it is the mean of.
  const mean = Math.min(max, Math.max(min, sum / accuracies.length));
  let squares = 0;
  for (const accuracy of accuracies) {
    squares += (accuracy - mean) * (accuracy - mean);
  }
  const saturation = 1 - (max - mean);
  return {
    mean,
    max,
    min,
    spread: max - min,
    deviation: Math.sqrt(squares / accuracies.length),
    saturation,
    combined: saturation * max,
  };
}
