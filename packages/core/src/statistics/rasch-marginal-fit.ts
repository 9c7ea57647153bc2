import { choleskyFactor, choleskyInverse, choleskySolve } from "./cholesky-factor.ts";
import { type RaschMarginalLikelihood, raschMarginalLikelihood } from "./rasch-marginal-likelihood.ts";
import type { ResponseGroups } from "./response-groups.ts";

/** How the maximum of the marginal likelihood is sought. */
export interface RaschFitOptions {
  /** Warm's correction for every column and the gamma prior of the spread, or plain maximum likelihood. */
  readonly biasReduced: boolean;
  readonly maxIterations: number;
  /** Largest change of a parameter (logits, log spread) below which the fit has converged. */
  readonly tolerance: number;
}

/** A fitted Rasch model with normal rows. */
export interface RaschFit {
  /** Easiness of each column; rows have mean 0 in the population. */
  readonly columns: Float64Array;
  readonly spread: number;
  /** The spread ran into a limit of `spreadLimits`. */
  readonly spreadAtLimit: boolean;
  /** Covariance of the column parameters and the log spread, square; null where the information is singular. */
  readonly covariance: Float64Array | null;
  /** At the estimates, for the posteriors of rows. */
  readonly likelihood: RaschMarginalLikelihood;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * The spread, in logits, is kept within these limits. Below the first rows do not differ; at the second nearly every
 * response is certain, which data of candidates that answer almost alike would drive on to infinity.
 */
export const spreadLimits: readonly [least: number, most: number] = [0.01, 6];

/**
 * Mode of the gamma prior of the spread (shape 2), in logits: with this shape the estimate cannot collapse to 0, and
 * with this mode it stays reasonable where a handful of responses says next to nothing about it. Hundreds of responses
 * drown it.
 */
const priorMode = 2;

/** Squared scores, in units of their deviations, that are no more than rounding. */
const rounding = 1e-16;

/** EM steps before Newton's method is tried, and after it failed. */
const patience = 6;

/**
 * Fit easiness and spread: EM steps first (gradient EM, re-centred as parameter expansion allows), then Newton steps
 * with Louis' observed information, halved while they make the scores larger, and taken back if that does not help.
 *
 * The estimating equations are those of maximum likelihood; with `biasReduced` each column's score has Warm's term
 * added and the log spread that of a gamma prior of shape 2 (Chung et al. 2013, doi:10.1007/s11336-013-9328-2). Without it the columns that are all right or all wrong still get Warm's term: their estimates would be
 * infinite otherwise. Every column must have at least one response.
 */
export function fitRaschMarginal(groups: ResponseGroups, responses: Float64Array, options: RaschFitOptions): RaschFit {
  const columns = responses.length;
  const width = columns + 1;
  const likelihood = raschMarginalLikelihood(groups, columns);
  const { gradient, complete, correction, correctionSlope } = likelihood;
  const corrected = new Uint8Array(columns);
  const easiness = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const n = responses[column] ?? 0;
    const score = groups.columnScores[column] ?? 0;
    corrected[column] = options.biasReduced || score === 0 || score === n ? 1 : 0;
    easiness[column] = 1.15 * Math.log((score + 0.5) / (n - score + 0.5));
  }
  const priorSlope = (): number => (options.biasReduced ? 1 - spread / priorMode : 0);
  let spread = 1;
  let iterations = 0;
  let converged = false;
  let emSteps = patience;
  let merit = Number.POSITIVE_INFINITY;
  let factor: Float64Array | null = null;
  const step = new Float64Array(width);
  const kept = new Float64Array(width);
  const scores = new Float64Array(width);

  const evaluate = (): void => {
    likelihood.evaluate({ columns: easiness, spread });
    for (let column = 0; column < columns; column++) {
      scores[column] = (gradient[column] ?? 0) + (corrected[column] === 1 ? (correction[column] ?? 0) : 0);
    }
    const slope = (gradient[columns] ?? 0) + priorSlope();
    scores[columns] = isHeld(spread, slope) ? 0 : slope;
  };
  const moveTo = (origin: Float64Array, by: Float64Array, share: number): void => {
    for (let column = 0; column < columns; column++) {
      easiness[column] = (origin[column] ?? 0) + share * (by[column] ?? 0);
    }
    spread = clampSpread(Math.exp((origin[columns] ?? 0) + share * (by[columns] ?? 0)));
  };

  evaluate();
  while (iterations < options.maxIterations && !converged) {
    iterations += 1;
    kept.set(easiness);
    kept[columns] = Math.log(spread);
    let newton = false;
    if (emSteps === 0) {
      if (factor === null) {
        const matrix = usableInformation(likelihood, width, isHeld(spread, (gradient[columns] ?? 0) + priorSlope()));
        for (let column = 0; column < columns; column++) {
          const slope = corrected[column] === 1 ? (correctionSlope[column] ?? 0) : 0;
          matrix[column * width + column] = (matrix[column * width + column] ?? 0) - slope;
        }
        matrix[width * width - 1] = (matrix[width * width - 1] ?? 0) + (options.biasReduced ? spread / priorMode : 0);
        factor = choleskyFactor(matrix, width) ? matrix : null;
      }
      newton = factor !== null;
      if (factor !== null) {
        step.set(scores);
        choleskySolve(factor, width, step);
      }
    }
    if (!newton) {
      emSteps = emSteps === 0 ? patience : emSteps - 1;
      const { mean, square } = likelihood.moments();
      const centre = spread * mean;
      for (let column = 0; column < columns; column++) {
        const move = (scores[column] ?? 0) / Math.max(complete[column] ?? 0, 1e-9);
        step[column] = Math.max(-1, Math.min(1, move)) - centre;
      }
      const slope = (gradient[columns] ?? 0) - groups.answered * mean * mean + priorSlope();
      step[columns] = Math.max(-0.5, Math.min(0.5, slope / Math.max(2 * groups.answered * square, 1e-9)));
    }
    const size = largest(step);
    let share = newton ? Math.min(1, 1.5 / size) : 1;
    moveTo(kept, step, share);
    evaluate();
    let next = meritOf(scores, complete);
    for (let halvings = 0; newton && next > rounding && next > merit && halvings < 6; halvings++) {
      share /= 2;
      moveTo(kept, step, share);
      evaluate();
      next = meritOf(scores, complete);
    }
    // The information changes little from step to step: it is computed anew only when scores shrink too slowly.
    if (!newton || next > 0.04 * merit) {
      factor = null;
    }
    if (newton && next > rounding && next > merit) {
      moveTo(kept, step, 0);
      evaluate();
      emSteps = patience;
    } else {
      merit = next;
      converged = size < options.tolerance && (newton || iterations > patience);
    }
  }
  const held = isHeld(spread, (gradient[columns] ?? 0) + priorSlope());
  const matrix = usableInformation(likelihood, width, held);
  matrix[width * width - 1] = (matrix[width * width - 1] ?? 0) + (options.biasReduced ? spread / priorMode : 0);
  const covariance = choleskyFactor(matrix, width) ? choleskyInverse(matrix, width) : null;
  if (covariance !== null && held) {
    covariance[width * width - 1] = 0;
  }
  return { columns: easiness, spread, spreadAtLimit: held, covariance, likelihood, iterations, converged };
}

/** The spread is at a limit and its score pushes beyond. */
function isHeld(spread: number, slope: number): boolean {
  return (spread <= spreadLimits[0] && slope < 0) || (spread >= spreadLimits[1] && slope > 0);
}

function clampSpread(spread: number): number {
  return Math.max(spreadLimits[0], Math.min(spreadLimits[1], spread));
}

/** The information matrix, the spread taken for known where it is held at a limit. */
function usableInformation(likelihood: RaschMarginalLikelihood, width: number, held: boolean): Float64Array {
  const matrix = likelihood.information();
  if (held) {
    matrix.fill(0, (width - 1) * width);
    matrix[width * width - 1] = 1;
  }
  return matrix;
}

function largest(step: Float64Array): number {
  let most = 0;
  for (let i = 0; i < step.length; i++) {
    most = Math.max(most, Math.abs(step[i] ?? 0));
  }
  return most;
}

/** Squared length of the scores, each in units of its complete-data deviation. */
function meritOf(scores: Float64Array, complete: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    sum += (scores[i] ?? 0) ** 2 / Math.max(complete[i] ?? 0, 1e-9);
  }
  return sum;
}
