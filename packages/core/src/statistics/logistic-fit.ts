import { BugError } from "../base/errors.ts";
import { choleskyFactor, choleskySolve } from "./cholesky-factor.ts";
import type { ClusterIndex } from "./cluster-index.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** Outcomes and what they are regressed on; all arrays are parallel. */
export interface LogisticDesign {
  /** 0–1; 0.5 for a tie. */
  readonly outcome: Float64Array;
  readonly columns: readonly Float64Array[];
  /** Cluster code of each row. */
  readonly clusters: Int32Array;
}

/** Coefficients of the design with every column shifted to mean 0 and scaled to deviation 1. */
export interface LogisticFit {
  readonly status: "estimated";
  /** The intercept, then the columns'. */
  readonly coefficients: Float64Array;
  /** Row by row: 1, then the standardised columns. */
  readonly matrix: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

const mostSteps = 100;

/** A coefficient this large for one standard deviation (odds of 10¹³) is on its way to infinity. */
const divergence = 30;

/**
 * Maximum likelihood of a logistic regression by Newton's method on standardised columns, with halved steps where the
 * likelihood would fall. Not estimable, with the reason: outcomes all alike, columns that do not vary or depend on each
 * other, separated outcomes. Throws INTERNAL for columns of different length or values out of range.
 */
export function fitLogistic({ outcome, columns }: LogisticDesign): LogisticFit | NotEstimable {
  const rows = outcome.length;
  const size = columns.length + 1;
  for (const value of outcome) {
    if (!(value >= 0 && value <= 1)) {
      throw new BugError("INTERNAL", `logistic regression of an outcome of ${value}`);
    }
  }
  if (outcome.every((value) => value === outcome[0])) {
    return notEstimable("all outcomes are alike");
  }
  const matrix = new Float64Array(rows * size).fill(1);
  const means = new Float64Array(columns.length);
  const deviations = new Float64Array(columns.length);
  for (const [at, column] of columns.entries()) {
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    if (column.length !== rows || !Number.isFinite(deviation)) {
      throw new BugError("INTERNAL", `a column of ${column.length} rows for ${rows} outcomes, or not finite`);
    }
    if (!(deviation > 1e-12 * Math.abs(mean))) {
      return notEstimable("a column does not vary");
    }
    means[at] = mean;
    deviations[at] = deviation;
    for (let row = 0; row < rows; row++) {
      matrix[row * size + at + 1] = ((column[row] ?? 0) - mean) / deviation;
    }
  }
  const coefficients = new Float64Array(size);
  const score = new Float64Array(size);
  const information = new Float64Array(size * size);
  let likelihood = fillDerivatives(matrix, outcome, coefficients, score, information);
  for (let step = 0; step < mostSteps; step++) {
    if (!choleskyFactor(information, size)) {
      return notEstimable(
        step === 0
          ? "the columns depend on each other"
          : "a column separates the outcomes, its coefficient is infinite",
      );
    }
    const change = Float64Array.from(score);
    choleskySolve(information, size, change);
    const from = Float64Array.from(coefficients);
    let next = Number.NEGATIVE_INFINITY;
    for (let scale = 1; scale > 1e-6 && !(next >= likelihood - 1e-12 * rows); scale /= 2) {
      for (let at = 0; at < size; at++) {
        coefficients[at] = (from[at] ?? 0) + scale * (change[at] ?? 0);
      }
      next = fillDerivatives(matrix, outcome, coefficients, score, information);
    }
    likelihood = next;
    if (coefficients.some((value) => !(Math.abs(value) < divergence))) {
      return notEstimable("a column separates the outcomes, its coefficient is infinite");
    }
    if (change.every((value) => Math.abs(value) < 1e-11)) {
      return { status: "estimated", coefficients, matrix, means, deviations };
    }
  }
  return notEstimable("a column separates the outcomes, its coefficient is infinite");
}

/** Log-likelihood, and its first and second derivatives (the lower triangle, sign changed). */
function fillDerivatives(
  matrix: Float64Array,
  outcome: Float64Array,
  coefficients: Float64Array,
  score: Float64Array,
  information: Float64Array,
): number {
  const size = coefficients.length;
  score.fill(0);
  information.fill(0);
  let likelihood = 0;
  for (let row = 0; row < outcome.length; row++) {
    const from = row * size;
    let predictor = 0;
    for (let at = 0; at < size; at++) {
      predictor += (matrix[from + at] ?? 0) * (coefficients[at] ?? 0);
    }
    const value = outcome[row] ?? 0;
    // ln(1 + e^x) without overflow.
    likelihood += value * predictor - Math.max(0, predictor) - Math.log1p(Math.exp(-Math.abs(predictor)));
    const probability = 1 / (1 + Math.exp(-predictor));
    const weight = probability * (1 - probability);
    for (let at = 0; at < size; at++) {
      const own = matrix[from + at] ?? 0;
      score[at] = (score[at] ?? 0) + own * (value - probability);
      for (let other = 0; other <= at; other++) {
        const cell = at * size + other;
        information[cell] = (information[cell] ?? 0) + weight * own * (matrix[from + other] ?? 0);
      }
    }
  }
  return likelihood;
}

/** First and second derivatives of the log-likelihood, of each cluster one after the other. */
export interface ClusterDerivatives {
  readonly scores: Float64Array;
  readonly informations: Float64Array;
  /** The sum of all clusters'. */
  readonly information: Float64Array;
}

/** Score and information at the estimate: of all, and each cluster's own, one after the other. */
export function scoreAndInformation(
  outcome: Float64Array,
  { matrix, coefficients }: LogisticFit,
  index: ClusterIndex,
): ClusterDerivatives {
  const size = coefficients.length;
  const cells = size * size;
  const scores = new Float64Array(index.count * size);
  const informations = new Float64Array(index.count * cells);
  const information = new Float64Array(cells);
  for (let row = 0; row < outcome.length; row++) {
    const from = row * size;
    const cluster = index.of[row] ?? 0;
    let predictor = 0;
    for (let at = 0; at < size; at++) {
      predictor += (matrix[from + at] ?? 0) * (coefficients[at] ?? 0);
    }
    const probability = 1 / (1 + Math.exp(-predictor));
    const weight = probability * (1 - probability);
    for (let at = 0; at < size; at++) {
      const own = matrix[from + at] ?? 0;
      const place = cluster * size + at;
      scores[place] = (scores[place] ?? 0) + own * ((outcome[row] ?? 0) - probability);
      for (let other = 0; other < size; other++) {
        const cell = at * size + other;
        const product = weight * own * (matrix[from + other] ?? 0);
        informations[cluster * cells + cell] = (informations[cluster * cells + cell] ?? 0) + product;
        information[cell] = (information[cell] ?? 0) + product;
      }
    }
  }
  return { scores, informations, information };
}
