import { missingResponse } from "./response-matrix.ts";
import {
  type TwoParameterItems,
  type TwoParameterLikelihood,
  twoParameterLikelihood,
} from "./two-parameter-likelihood.ts";

/** How the slopes and intercepts are sought. */
export interface TwoParameterFitOptions {
  /** Standard deviation of the normal prior of log discrimination about its mean over items; null for no prior. */
  readonly priorDeviation: number | null;
  readonly maxIterations: number;
  /** Largest change of a log slope or intercept, by M step and rescaling, at which the fit has converged. */
  readonly tolerance: number;
}

/** A fitted two-parameter model with ability N(0, 1). */
export interface TwoParameterFit extends TwoParameterItems {
  /** Mean of the log slopes. */
  readonly meanLogSlope: number;
  /** At the estimates. */
  readonly likelihood: TwoParameterLikelihood;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Log slopes are kept within this of 0: beyond, an item is a step or a coin, and nothing more is to be learnt. */
const farthestLogSlope = 4;

/**
 * Maximise the marginal likelihood, times the prior, by EM with a Newton step for each item in the M step. After each
 * M step the scale is reset to mean 0 and variance 1 of the posterior abilities (parameter expansion), without which
 * long exams would converge at the pace at which the prior of ability wins over hundreds of responses. The prior is
 * about the mean of the log slopes, so it is blind to the scale and the fixed point is the penalised maximum.
 * Steps are extrapolated (SQUAREM) where that keeps the scores in check. Every item needs right and wrong responses.
 * Source: Liu, Rubin & Wu 1998, doi:10.1093/biomet/85.4.755; Varadhan & Roland 2008,
 * doi:10.1111/j.1467-9469.2007.00585.x.
 */
export function fitTwoParameter(bytes: Uint8Array, items: number, options: TwoParameterFitOptions): TwoParameterFit {
  const likelihood = twoParameterLikelihood(bytes, items);
  const slopes = new Float64Array(items);
  const intercepts = new Float64Array(items);
  // Log slopes, then intercepts: the current point and the two EM steps from it.
  const size = 2 * items;
  const start = startingValues(bytes, items);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let iterations = 0;
  let converged = false;
  let best = Number.NEGATIVE_INFINITY;

  /** One EM step; the penalised log-likelihood of where it began. */
  const emStep = (from: Float64Array, to: Float64Array): number => {
    iterations += 1;
    for (let item = 0; item < items; item++) {
      slopes[item] = Math.exp(from[item] ?? 0);
      intercepts[item] = from[items + item] ?? 0;
    }
    likelihood.evaluate({ slopes, intercepts });
    return likelihood.summary.logLikelihood + maximise(likelihood, from, to, options.priorDeviation);
  };

  while (iterations < options.maxIterations && !converged) {
    const value = emStep(start, first);
    if (value < best - 1e-6 * Math.abs(best) && iterations > 3) {
      // The extrapolation went too far: `second` still holds the EM step it set out from.
      start.set(second);
      best = Number.NEGATIVE_INFINITY;
      continue;
    }
    best = value;
    if (largestDifference(start, first) < options.tolerance) {
      start.set(first);
      converged = true;
      break;
    }
    emStep(first, second);
    let change = 0;
    let bend = 0;
    for (let i = 0; i < size; i++) {
      const one = (first[i] ?? 0) - (start[i] ?? 0);
      const two = (second[i] ?? 0) - (first[i] ?? 0);
      change += one * one;
      bend += (two - one) ** 2;
    }
    const length = Math.max(1, Math.min(16, Math.sqrt(change / Math.max(bend, 1e-300))));
    for (let i = 0; i < size; i++) {
      const one = (first[i] ?? 0) - (start[i] ?? 0);
      const two = (second[i] ?? 0) - (first[i] ?? 0);
      const reached = (start[i] ?? 0) + 2 * length * one + length * length * (two - one);
      start[i] = i < items ? clamp(reached, farthestLogSlope) : reached;
    }
  }
  for (let item = 0; item < items; item++) {
    slopes[item] = Math.exp(start[item] ?? 0);
    intercepts[item] = start[items + item] ?? 0;
  }
  likelihood.evaluate({ slopes, intercepts });
  return { slopes, intercepts, meanLogSlope: meanOf(start, items), likelihood, iterations, converged };
}

/** The M step with rescaling, from log slopes and intercepts to new ones; the log prior at the old. */
function maximise(
  { sums, summary }: TwoParameterLikelihood,
  from: Float64Array,
  to: Float64Array,
  priorDeviation: number | null,
): number {
  const items = from.length / 2;
  const centre = meanOf(from, items);
  const precision = priorDeviation === null ? 0 : 1 / priorDeviation ** 2;
  const scale = Math.sqrt(Math.max(summary.variance, 1e-6));
  let logPrior = 0;
  for (let item = 0; item < items; item++) {
    const logSlope = from[item] ?? 0;
    const slope = Math.exp(logSlope);
    const away = logSlope - centre;
    logPrior -= (precision * away * away) / 2;
    const byLogSlope = slope * (sums.bySlope[item] ?? 0) - precision * away;
    const byIntercept = sums.byIntercept[item] ?? 0;
    const a = slope * slope * (sums.slope[item] ?? 0) + precision + 1e-9;
    const b = slope * (sums.both[item] ?? 0);
    const d = (sums.intercept[item] ?? 0) + 1e-9;
    const determinant = Math.max(a * d - b * b, 1e-12);
    const stepSlope = clamp((d * byLogSlope - b * byIntercept) / determinant, 0.5);
    const stepIntercept = clamp((a * byIntercept - b * byLogSlope) / determinant, 1);
    const moved = clamp(logSlope + stepSlope, farthestLogSlope);
    to[item] = clamp(moved + Math.log(scale), farthestLogSlope);
    to[items + item] = (from[items + item] ?? 0) + stepIntercept + Math.exp(moved) * summary.mean;
  }
  return logPrior;
}

/** Log slopes 0 and the intercepts that give the items' proportions of right responses. */
function startingValues(bytes: Uint8Array, items: number): Float64Array {
  const right = new Float64Array(items);
  const answered = new Float64Array(items);
  for (let from = 0; from < bytes.length; from += items) {
    for (let item = 0; item < items; item++) {
      const response = bytes[from + item] ?? missingResponse;
      if (response !== missingResponse) {
        answered[item] = (answered[item] ?? 0) + 1;
        right[item] = (right[item] ?? 0) + response;
      }
    }
  }
  const start = new Float64Array(2 * items);
  for (let item = 0; item < items; item++) {
    const wrong = (answered[item] ?? 0) - (right[item] ?? 0);
    start[items + item] = 1.15 * Math.log(((right[item] ?? 0) + 0.5) / (wrong + 0.5));
  }
  return start;
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function meanOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += values[i] ?? 0;
  }
  return sum / count;
}

function largestDifference(one: Float64Array, other: Float64Array): number {
  let most = 0;
  for (let i = 0; i < one.length; i++) {
    most = Math.max(most, Math.abs((one[i] ?? 0) - (other[i] ?? 0)));
  }
  return most;
}
