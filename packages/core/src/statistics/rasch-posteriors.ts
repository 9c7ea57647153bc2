import type { RaschFit } from "./rasch-marginal-fit.ts";
import type { ResponseGroups } from "./response-groups.ts";

/** Estimates with their standard errors. */
export interface RaschEstimates {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** Operations up to which the error of the columns is carried into the error of each row. */
const affordable = 1e9;

/**
 * Rows (posterior means of the resistance) and columns of a fit, both minus the mean resistance of the rows at hand,
 * so that the scale is fixed by these rows and not by the population they came from.
 *
 * Errors: var(x̂ − mean) to first order from the covariance of the column parameters, plus the posterior variance of
 * what is not known given the columns. Past `affordable` operations a row's error takes the columns for known; that part
 * is of the order 1/rows of the whole. Rows without any response are left at 0.
 */
export function centredRows(
  fit: RaschFit,
  covariance: Float64Array,
  groups: ResponseGroups,
): { readonly rows: RaschEstimates; readonly columns: RaschEstimates } {
  const { likelihood, columns: easiness } = fit;
  const columns = easiness.length;
  const width = columns + 1;
  const { count, answered } = groups;
  const groupMeans = new Float64Array(count);
  const groupVariances = new Float64Array(count);
  const slopes = new Float64Array(width);
  const meanSlopes = new Float64Array(width);
  let mean = 0;
  let meanVariance = 0;
  for (let group = 0; group < count; group++) {
    const posterior = likelihood.posterior(group, slopes);
    groupMeans[group] = posterior.mean;
    groupVariances[group] = posterior.variance;
    const share = (groups.rows[group] ?? 0) / answered;
    mean += share * posterior.mean;
    meanVariance += (share * posterior.variance) / answered;
    for (let i = 0; i < width; i++) {
      meanSlopes[i] = (meanSlopes[i] ?? 0) + share * (slopes[i] ?? 0);
    }
  }
  const carried = count * width * (width + fit.columns.length) < affordable;
  const groupErrors = new Float64Array(count);
  for (let group = 0; group < count; group++) {
    // A row is itself 1/answered of the mean.
    let variance = (groupVariances[group] ?? 0) * (1 - 2 / answered) + meanVariance;
    if (carried) {
      likelihood.posterior(group, slopes);
      for (let i = 0; i < width; i++) {
        slopes[i] = (slopes[i] ?? 0) - (meanSlopes[i] ?? 0);
      }
      variance += quadraticForm(covariance, slopes);
    }
    groupErrors[group] = Math.sqrt(variance);
  }
  const columnErrors = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < width; i++) {
      slopes[i] = (i === column ? 1 : 0) - (meanSlopes[i] ?? 0);
    }
    columnErrors[column] = Math.sqrt(quadraticForm(covariance, slopes) + meanVariance);
  }
  const rows = groups.of.length;
  const values = new Float64Array(rows);
  const errors = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const group = groups.of[row] ?? -1;
    if (group >= 0) {
      values[row] = (groupMeans[group] ?? 0) - mean;
      errors[row] = groupErrors[group] ?? 0;
    }
  }
  return {
    rows: { values, errors },
    columns: { values: easiness.map((value) => value - mean), errors: columnErrors },
  };
}

/** Difficulties (minus the easiness) of a fit's columns about their mean, with errors and their covariance, square. */
export function centredColumns(
  fit: RaschFit,
  covariance: Float64Array,
): { readonly difficulties: Float64Array; readonly errors: Float64Array; readonly covariance: Float64Array } {
  const n = fit.columns.length;
  const width = n + 1;
  let mean = 0;
  const rowMeans = new Float64Array(n);
  let grandMean = 0;
  for (let i = 0; i < n; i++) {
    mean += (fit.columns[i] ?? 0) / n;
    for (let j = 0; j < n; j++) {
      rowMeans[i] = (rowMeans[i] ?? 0) + (covariance[i * width + j] ?? 0) / n;
    }
    grandMean += (rowMeans[i] ?? 0) / n;
  }
  const centred = new Float64Array(n * n);
  const errors = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      centred[i * n + j] = (covariance[i * width + j] ?? 0) - (rowMeans[i] ?? 0) - (rowMeans[j] ?? 0) + grandMean;
    }
    errors[i] = Math.sqrt(centred[i * n + i] ?? 0);
  }
  return { difficulties: fit.columns.map((value) => mean - value), errors, covariance: centred };
}

/** xᵀ·matrix·x. */
function quadraticForm(matrix: Float64Array, vector: Float64Array): number {
  const size = vector.length;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    let product = 0;
    for (let j = 0; j < size; j++) {
      product += (matrix[i * size + j] ?? 0) * (vector[j] ?? 0);
    }
    sum += product * (vector[i] ?? 0);
  }
  return sum;
}
