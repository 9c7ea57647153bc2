import type { ResponseGroups } from "./response-groups.ts";

/** The parameters of `RaschMarginalLikelihood`. */
export interface RaschParameters {
  /** Easiness of each column. */
  readonly columns: Float64Array;
  /** Standard deviation of the resistance of rows. */
  readonly spread: number;
}

/** The likelihood and its derivatives at the parameters last given; derivatives are by column, then by log spread. */
export interface RaschMarginalLikelihood {
  /** Compute everything below but the information. */
  evaluate(parameters: RaschParameters): void;
  /** Log-likelihood of the responses, rows integrated out. */
  logLikelihood(): number;
  /** First derivatives of the log-likelihood. */
  readonly gradient: Float64Array;
  /** Minus the second derivatives that there would be if the resistance of each row were known (diagonal). */
  readonly complete: Float64Array;
  /** Warm's correction of each column: half the derivative of the log information of a response, population-averaged. */
  readonly correction: Float64Array;
  /** Its derivative by the easiness. */
  readonly correctionSlope: Float64Array;
  /** Mean and mean square of the posterior resistance over rows, in units of the spread. */
  moments(): { readonly mean: number; readonly square: number };
  /** Minus the second derivatives of the log-likelihood, square, lower triangle (Louis 1982). */
  information(): Float64Array;
  /**
   * Posterior of the rows of one group: mean and variance of the resistance, and into `slopes` the derivative of the
   * mean by each parameter.
   */
  posterior(group: number, slopes: Float64Array): { readonly mean: number; readonly variance: number };
}

/** The quadrature reaches this many standard deviations to both sides; beyond lies 2e-9 of the normal distribution. */
const reach = 6;

/** Quadrature points with a smaller share of a posterior than this are passed over. */
const negligible = 1e-14;

/**
 * Marginal likelihood of a Rasch model whose rows are drawn from a normal distribution: the chance of a right response
 * is logistic(easiness of the column − resistance of the row), the resistance ~ N(0, spread²).
 *
 * Rows are integrated out by the trapezoid rule on points no further apart than the narrowest posterior is wide (0.9
 * standard deviations), where its error is below 1e-9 (it falls as exp(−2π²/step²)).
 * Cost of an evaluation: points × (columns + groups) and points × missing entries. Nothing is allocated in loops: all
 * parts share the buffers of one closure, which is why they are in one file.
 * Source: Bock & Aitkin 1981, doi:10.1007/BF02293801; Louis 1982, doi:10.1111/j.2517-6161.1982.tb01203.x;
 * Warm 1989, doi:10.1007/BF02294627.
 */
export function raschMarginalLikelihood(groups: ResponseGroups, columns: number): RaschMarginalLikelihood {
  const width = columns + 1;
  const gradient = new Float64Array(width);
  const complete = new Float64Array(width);
  const correction = new Float64Array(columns);
  const correctionSlope = new Float64Array(columns);
  const { count, rows, scores, missing, missingStart, columnScores, answered } = groups;
  let points = 0;
  let step = 1;
  let spread = 1;
  let logLikelihood = 0;
  // By point, then by column: chance of a right response, and last the square of the point. Points in spreads.
  let features = new Float64Array(0);
  // By point, then by column: log(1 + exp(easiness − resistance)); and its sum over columns.
  let penalties = new Float64Array(0);
  let penalty = new Float64Array(0);
  let at = new Float64Array(0);
  let weights = new Float64Array(0);
  let population = new Float64Array(0);
  const means = new Float64Array(width);
  const products = new Float64Array(width);
  const absent = new Uint8Array(columns);

  const layGrid = (): void => {
    step = Math.min(0.5, 0.9 / Math.sqrt(1 + (spread * spread * columns) / 4));
    const half = Math.ceil(reach / step);
    points = 2 * half + 1;
    if (at.length < points) {
      features = new Float64Array(points * width);
      penalties = new Float64Array(points * columns);
      penalty = new Float64Array(points);
      at = new Float64Array(points);
      weights = new Float64Array(points);
      population = new Float64Array(points);
    }
    for (let point = 0; point < points; point++) {
      at[point] = (point - half) * step;
    }
  };

  const fillTables = (easiness: Float64Array): void => {
    for (let point = 0; point < points; point++) {
      const t = at[point] ?? 0;
      const resistance = spread * t;
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        const logit = (easiness[column] ?? 0) - resistance;
        const small = Math.exp(-Math.abs(logit));
        const log = Math.max(logit, 0) + Math.log1p(small);
        features[point * width + column] = logit > 0 ? 1 / (1 + small) : small / (1 + small);
        penalties[point * columns + column] = log;
        sum += log;
      }
      features[point * width + columns] = t * t;
      penalty[point] = sum;
    }
  };

  /** Posterior weights of a group into `weights` between the points returned; the rest is negligible. */
  let first = 0;
  let last = 0;
  const weigh = (group: number): number => {
    const score = (scores[group] ?? 0) * spread;
    const from = missingStart[group] ?? 0;
    const to = missingStart[group + 1] ?? from;
    let most = Number.NEGATIVE_INFINITY;
    for (let point = 0; point < points; point++) {
      const t = at[point] ?? 0;
      let log = -score * t - (penalty[point] ?? 0) - (t * t) / 2;
      for (let i = from; i < to; i++) {
        log += penalties[point * columns + (missing[i] ?? 0)] ?? 0;
      }
      weights[point] = log;
      if (log > most) {
        most = log;
      }
    }
    let sum = 0;
    first = -1;
    for (let point = 0; point < points; point++) {
      const weight = Math.exp((weights[point] ?? 0) - most);
      weights[point] = weight;
      if (weight > negligible) {
        sum += weight;
        last = point;
        if (first < 0) {
          first = point;
        }
      }
    }
    for (let point = first; point <= last; point++) {
      weights[point] = (weights[point] ?? 0) / sum;
    }
    return most + Math.log(sum);
  };

  const evaluate = (parameters: RaschParameters): void => {
    spread = parameters.spread;
    layGrid();
    fillTables(parameters.columns);
    population.fill(0);
    gradient.set(columnScores);
    gradient[columns] = -answered;
    complete.fill(0);
    logLikelihood = answered * Math.log(step / Math.sqrt(2 * Math.PI));
    for (let column = 0; column < columns; column++) {
      logLikelihood += (columnScores[column] ?? 0) * (parameters.columns[column] ?? 0);
    }
    for (let group = 0; group < count; group++) {
      const n = rows[group] ?? 0;
      logLikelihood += n * weigh(group);
      for (let point = first; point <= last; point++) {
        population[point] = (population[point] ?? 0) + n * (weights[point] ?? 0);
      }
      const to = missingStart[group + 1] ?? 0;
      for (let i = missingStart[group] ?? 0; i < to; i++) {
        const column = missing[i] ?? 0;
        let right = 0;
        let variance = 0;
        for (let point = first; point <= last; point++) {
          const chance = features[point * width + column] ?? 0;
          const weight = weights[point] ?? 0;
          right += weight * chance;
          variance += weight * chance * (1 - chance);
        }
        gradient[column] = (gradient[column] ?? 0) + n * right;
        complete[column] = (complete[column] ?? 0) - n * variance;
      }
    }
    products.fill(0);
    means.fill(0);
    correctionSlope.fill(0);
    for (let point = 0; point < points; point++) {
      const n = population[point] ?? 0;
      const t = at[point] ?? 0;
      const density = Math.exp((-t * t) / 2);
      for (let column = 0; column < columns; column++) {
        const chance = features[point * width + column] ?? 0;
        const variance = chance * (1 - chance);
        gradient[column] = (gradient[column] ?? 0) - n * chance;
        complete[column] = (complete[column] ?? 0) + n * variance;
        means[column] = (means[column] ?? 0) + density * variance;
        products[column] = (products[column] ?? 0) + density * variance * (1 - 2 * chance);
        correctionSlope[column] = (correctionSlope[column] ?? 0) + density * variance * (1 - 6 * variance);
      }
      gradient[columns] = (gradient[columns] ?? 0) + n * t * t;
      complete[columns] = (complete[columns] ?? 0) + 2 * n * t * t;
    }
    for (let column = 0; column < columns; column++) {
      const ratio = (products[column] ?? 0) / (means[column] ?? 1);
      correction[column] = ratio / 2;
      correctionSlope[column] = ((correctionSlope[column] ?? 0) / (means[column] ?? 1) - ratio * ratio) / 2;
    }
  };

  /** The posterior means of the features of a group into `means`, 0 for missing columns. */
  const averageFeatures = (group: number): void => {
    means.fill(0);
    for (let point = first; point <= last; point++) {
      const weight = weights[point] ?? 0;
      const from = point * width;
      for (let i = 0; i < width; i++) {
        means[i] = (means[i] ?? 0) + weight * (features[from + i] ?? 0);
      }
    }
    const to = missingStart[group + 1] ?? 0;
    for (let i = missingStart[group] ?? 0; i < to; i++) {
      means[missing[i] ?? 0] = 0;
    }
  };

  /** Take the products of missing columns with all others out of `matrix`. */
  const dropMissing = (group: number, matrix: Float64Array): void => {
    const n = rows[group] ?? 0;
    const from = missingStart[group] ?? 0;
    const to = missingStart[group + 1] ?? 0;
    for (let i = from; i < to; i++) {
      absent[missing[i] ?? 0] = 1;
    }
    for (let i = from; i < to; i++) {
      const column = missing[i] ?? 0;
      products.fill(0);
      for (let point = first; point <= last; point++) {
        const weight = n * (weights[point] ?? 0) * (features[point * width + column] ?? 0);
        for (let other = 0; other < width; other++) {
          products[other] = (products[other] ?? 0) + weight * (features[point * width + other] ?? 0);
        }
      }
      for (let other = 0; other < width; other++) {
        // A pair of missing columns is met from both sides and taken out once.
        if (other <= column || absent[other] !== 1) {
          const cell = other > column ? other * width + column : column * width + other;
          matrix[cell] = (matrix[cell] ?? 0) - (products[other] ?? 0);
        }
      }
    }
    for (let i = from; i < to; i++) {
      absent[missing[i] ?? 0] = 0;
    }
  };

  const information = (): Float64Array => {
    const matrix = new Float64Array(width * width);
    for (let point = 0; point < points; point++) {
      addOuterProduct(matrix, features.subarray(point * width, (point + 1) * width), population[point] ?? 0);
    }
    for (let group = 0; group < count; group++) {
      weigh(group);
      averageFeatures(group);
      addOuterProduct(matrix, means, -(rows[group] ?? 0));
      dropMissing(group, matrix);
    }
    // So far the covariance of features; a column's score falls with its chance, that of the spread grows with its square.
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < i; j++) {
        matrix[i * width + j] = (i === columns ? 1 : -1) * (matrix[i * width + j] ?? 0);
      }
      matrix[i * width + i] = (complete[i] ?? 0) - (matrix[i * width + i] ?? 0);
    }
    return matrix;
  };

  const posterior = (group: number, slopes: Float64Array): { readonly mean: number; readonly variance: number } => {
    weigh(group);
    averageFeatures(group);
    let mean = 0;
    for (let point = first; point <= last; point++) {
      mean += (weights[point] ?? 0) * (at[point] ?? 0);
    }
    let variance = 0;
    slopes.fill(0);
    for (let point = first; point <= last; point++) {
      const weight = weights[point] ?? 0;
      const shift = (at[point] ?? 0) - mean;
      variance += weight * shift * shift;
      for (let i = 0; i < width; i++) {
        slopes[i] = (slopes[i] ?? 0) - weight * shift * spread * (features[point * width + i] ?? 0);
      }
    }
    slopes[columns] = -(slopes[columns] ?? 0);
    const to = missingStart[group + 1] ?? 0;
    for (let i = missingStart[group] ?? 0; i < to; i++) {
      slopes[missing[i] ?? 0] = 0;
    }
    return { mean: spread * mean, variance: spread * spread * variance };
  };

  const moments = (): { readonly mean: number; readonly square: number } => {
    let mean = 0;
    let square = 0;
    for (let point = 0; point < points; point++) {
      const t = at[point] ?? 0;
      mean += (population[point] ?? 0) * t;
      square += (population[point] ?? 0) * t * t;
    }
    return { mean: mean / answered, square: square / answered };
  };

  return {
    evaluate,
    logLikelihood: () => logLikelihood,
    gradient,
    complete,
    correction,
    correctionSlope,
    moments,
    information,
    posterior,
  };
}

/** Add `scale` times the products of a vector's entries to the lower triangle of a square matrix. */
function addOuterProduct(matrix: Float64Array, vector: Float64Array, scale: number): void {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    const factor = scale * (vector[row] ?? 0);
    if (factor !== 0) {
      for (let column = 0; column <= row; column++) {
        const cell = row * size + column;
        matrix[cell] = (matrix[cell] ?? 0) + factor * (vector[column] ?? 0);
      }
    }
  }
}
