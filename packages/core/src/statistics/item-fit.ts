import { BugError } from "../base/errors.ts";
import { binaryResponses, missingResponse, type ResponseMatrix } from "./response-matrix.ts";
import type { LogisticItems } from "./warm-ability.ts";

/** How well the responses to one item agree with the model; mean squares are 1 on average where it holds. */
export interface ItemFit {
  /** Information-weighted mean square: sensitive to what candidates of matching ability do. */
  readonly infit: number;
  /** Unweighted mean square of standardised residuals: sensitive to surprises far from the item's difficulty. */
  readonly outfit: number;
  /** The mean squares on a standard normal scale; null where this would reject sound items (see `itemFit`). */
  readonly infitZ: number | null;
  readonly outfitZ: number | null;
  readonly responses: number;
}

/** Candidates and items at their estimates. */
export interface FittedResponses extends LogisticItems {
  readonly abilities: Float64Array;
}

/** Fewest responses to an item for which fit is computed. */
const fewestResponses = 2;

/**
 * z is given where the squared number of responses of an average candidate is at least this many times the number of
 * responses to the item. Mean squares lie below 1 by about the inverse of that length; with more candidates than this
 * they are estimated precisely enough for that to be rejected (simulated: 4 % at 200 × 20, 7 % at 500 × 20).
 */
const leastSquaredLength = 2;

/** Largest standard deviation of a mean square that the transformation to normality is given (as in Winsteps). */
const largestDeviation = Math.SQRT2;

/**
 * Infit and outfit of each item of a Rasch or two-parameter model. Above 1: noisier than the model says (a wrong key,
 * guessing, a second trait); below 1: more regular (dependence; under Rasch, a steeper item than the others).
 *
 * z is Wilson and Hilferty's cube root, (MS^⅓ − 1)·3/q + q/3 with q the model's standard deviation of the mean square,
 * at most √2. Since abilities and difficulties are estimated from the same responses, mean squares lie below 1: about
 * 0.95 with 20 items and many candidates, 0.93 with 27 candidates, 0.85 with 10, 0.75 with 3, whatever the items. So z
 * rejects less often than its nominal level where candidates are few (1 % instead of 5 with 3 to 5 of them), and a
 * handful of candidates can show gross misfit only. z is null where there are so many candidates for so short an exam
 * that this alone would be rejected (candidates above half the squared number of items), and where chances of a half
 * leave nothing to vary. Under a two-parameter model the slope has fitted most of it away: mean squares describe, but z
 * all but never rejects (3 in 10,000 sound items at 200 × 100).
 *
 * Null for an item with fewer than two responses, or for which every response is certain to machine precision.
 * Throws INTERNAL for a malformed matrix or parameters of other lengths.
 * Source: Wright & Masters 1982, Rating Scale Analysis, ch. 5; Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684.
 *
 * @example itemFit(matrix, { abilities, difficulties, discriminations: null })[0] // { infit: 1.02…, outfit: 0.97…, … }
 */
export function itemFit(matrix: ResponseMatrix, fitted: FittedResponses): (ItemFit | null)[] {
  const { candidates, items } = matrix;
  const { abilities, difficulties, discriminations } = fitted;
  if (abilities.length !== candidates || difficulties.length !== items) {
    throw new BugError("INTERNAL", `${abilities.length} abilities and ${difficulties.length} difficulties`);
  }
  if (discriminations !== null && discriminations.length !== items) {
    throw new BugError("INTERNAL", `${discriminations.length} discriminations for ${items} items`);
  }
  const bytes = binaryResponses(matrix);
  // Sums over candidates, candidate by candidate, so that memory is read in its order.
  const count = new Float64Array(items);
  const squares = new Float64Array(items);
  const variances = new Float64Array(items);
  const standardised = new Float64Array(items);
  const outfitVariance = new Float64Array(items);
  const infitVariance = new Float64Array(items);
  for (let candidate = 0; candidate < candidates; candidate++) {
    const ability = abilities[candidate] ?? 0;
    for (let item = 0; item < items; item++) {
      const response = bytes[candidate * items + item] ?? missingResponse;
      const slope = discriminations === null ? 1 : (discriminations[item] ?? 1);
      const logit = slope * (ability - (difficulties[item] ?? 0));
      const small = Math.exp(-Math.abs(logit));
      const rare = small / (1 + small);
      const variance = rare / (1 + small);
      if (response === missingResponse || variance === 0) {
        continue;
      }
      // Of the two responses the rarer has chance `rare`; its residual is 1 − rare.
      const isRare = (response === 1) !== logit > 0;
      const residual = isRare ? 1 - rare : rare;
      const square = residual * residual;
      // (x − P)⁴ on average, over the squared variance: 1/variance − 3.
      count[item] = (count[item] ?? 0) + 1;
      squares[item] = (squares[item] ?? 0) + square;
      variances[item] = (variances[item] ?? 0) + variance;
      standardised[item] = (standardised[item] ?? 0) + square / variance;
      outfitVariance[item] = (outfitVariance[item] ?? 0) + (1 / variance - 4);
      infitVariance[item] = (infitVariance[item] ?? 0) + variance * (1 - 4 * variance);
    }
  }
  const length = candidates === 0 ? 0 : count.reduce((sum, n) => sum + n, 0) / candidates;
  return Array.from({ length: items }, (_, item): ItemFit | null => {
    const n = count[item] ?? 0;
    const total = variances[item] ?? 0;
    if (n < fewestResponses || total === 0) {
      return null;
    }
    const infit = (squares[item] ?? 0) / total;
    const outfit = (standardised[item] ?? 0) / n;
    const hasZ = length * length >= leastSquaredLength * n;
    return {
      infit,
      outfit,
      infitZ: !hasZ ? null : cubeRootZ(infit, Math.sqrt(Math.max(0, infitVariance[item] ?? 0)) / total),
      outfitZ: !hasZ ? null : cubeRootZ(outfit, Math.sqrt(Math.max(0, outfitVariance[item] ?? 0)) / n),
      responses: n,
    };
  });
}

function cubeRootZ(meanSquare: number, deviation: number): number | null {
  // With chances of a half a residual is ±½ whatever happens; rounding leaves something like 1e-8.
  if (deviation < 1e-6) {
    return null;
  }
  const q = Math.min(deviation, largestDeviation);
  return (Math.cbrt(meanSquare) - 1) * (3 / q) + q / 3;
}
