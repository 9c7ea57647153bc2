import { BugError } from "../base/errors.ts";
import { choleskyFactor, choleskyInverse, choleskySolve } from "./cholesky-factor.ts";
import { clusterIndex, effectiveClusters } from "./cluster-index.ts";
import { type Interval, requireLevel } from "./interval.ts";
import {
  type ClusterDerivatives,
  fitLogistic,
  type LogisticDesign,
  type LogisticFit,
  scoreAndInformation,
} from "./logistic-fit.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { studentTTwoSided } from "./student-t-cdf.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** A coefficient on the scale of log odds, for one unit of its column. */
export interface LogisticCoefficient extends Interval {
  readonly value: number;
  readonly standardError: number;
  /** Standard error if the rows were independent and the model true: from the information alone. */
  readonly modelError: number;
  /** Two-sided p-value of no effect. */
  readonly p: number;
}

/** A fitted logistic regression. */
export interface LogisticRegression {
  readonly status: "estimated";
  readonly intercept: LogisticCoefficient;
  /** One for each column, in their order. */
  readonly slopes: readonly LogisticCoefficient[];
  readonly rows: number;
  readonly clusters: number;
  /** Degrees of freedom of Student's t behind limits and p-values. */
  readonly degrees: number;
}

/**
 * Logistic regression of an outcome of 0–1 (a tie may be 0.5) on any columns, with an intercept. The variance is the
 * cluster jackknife from one Newton step without each cluster (CV3L), which is robust to dependence within clusters and
 * to a wrong variance function, and does not fall short with few clusters as the usual sandwich does; limits and
 * p-values use Student's t on Kish's effective number of clusters less one.
 *
 * Not estimable, with the reason: fewer rows or clusters than coefficients and one more; outcomes all alike; a column
 * that does not vary or is a combination of others; outcomes that a column separates (fully or nearly so), for which
 * the coefficient has no finite value. Throws INTERNAL for columns of different length, values that are not finite, an
 * outcome outside 0–1 or a level outside (0, 1).
 * Source: McCullagh & Nelder 1989, Generalized Linear Models; MacKinnon, Nielsen & Webb 2024, Cluster-robust jackknife
 * and bootstrap inference for logistic regression models; Albert & Anderson 1984,
 * doi:10.1093/biomet/71.1.1 (separation).
 *
 * @example
 * logisticRegression({ outcome: Float64Array.of(0, 1, 0, 1, 1), columns: [Float64Array.of(1, 2, 3, 4, 5)],
 *   clusters }, 0.95)
 * // intercept −2.6485…, slope 1.0904…, p 0.28…
 */
export function logisticRegression(design: LogisticDesign, level: number): LogisticRegression | NotEstimable {
  requireLevel(level);
  const rows = design.outcome.length;
  const size = design.columns.length + 1;
  const index = clusterIndex(design.clusters);
  const { count } = index;
  if (design.clusters.length !== rows) {
    throw new BugError("INTERNAL", `${rows} outcomes in ${design.clusters.length} places`);
  }
  if (count <= size) {
    return notEstimable(`a regression with ${size} coefficients needs more than ${size} clusters, there are ${count}`);
  }
  const fit = fitLogistic(design);
  if (fit.status !== "estimated") {
    return fit;
  }
  const parts = scoreAndInformation(design.outcome, fit, index);
  const changes = jackknifeChanges(parts, count, size);
  if (changes === null) {
    return notEstimable("without one of the clusters the coefficients have no finite value");
  }
  const factor = Float64Array.from(parts.information);
  choleskyFactor(factor, size);
  const inverse = choleskyInverse(factor, size);
  const degrees = Math.max(1, effectiveClusters(index.sizes) - 1);
  const critical = studentTQuantile((1 + level) / 2, degrees);
  const coefficient = (weights: Float64Array): LogisticCoefficient => {
    const value = product(weights, fit.coefficients, 0);
    let squares = 0;
    for (let cluster = 0; cluster < count; cluster++) {
      squares += product(weights, changes, cluster * size) ** 2;
    }
    const standardError = Math.sqrt(((count - 1) / count) * squares);
    let modelVariance = 0;
    for (let at = 0; at < size; at++) {
      modelVariance += (weights[at] ?? 0) * product(weights, inverse, at * size);
    }
    return {
      value,
      low: value - critical * standardError,
      high: value + critical * standardError,
      standardError,
      modelError: Math.sqrt(modelVariance),
      p: studentTTwoSided(value / standardError, degrees),
    };
  };
  return {
    status: "estimated",
    intercept: coefficient(interceptWeights(fit)),
    slopes: design.columns.map((_, column) => coefficient(slopeWeights(fit, column))),
    rows,
    clusters: count,
    degrees,
  };
}

/** What makes the intercept of the columns as they came from the coefficients of the standardised ones. */
function interceptWeights({ means, deviations }: LogisticFit): Float64Array {
  return Float64Array.of(1, ...means.map((mean, at) => -mean / (deviations[at] ?? 1)));
}

function slopeWeights({ deviations }: LogisticFit, column: number): Float64Array {
  const weights = new Float64Array(deviations.length + 1);
  weights[column + 1] = 1 / (deviations[column] ?? 1);
  return weights;
}

function product(weights: Float64Array, values: Float64Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    sum += (weights[at] ?? 0) * (values[from + at] ?? 0);
  }
  return sum;
}

/** How the coefficients change without each cluster, by one Newton step; null where the rest does not fix them. */
function jackknifeChanges(parts: ClusterDerivatives, clusters: number, size: number): Float64Array | null {
  const { scores, informations, information } = parts;
  const changes = new Float64Array(clusters * size);
  const rest = new Float64Array(size * size);
  for (let cluster = 0; cluster < clusters; cluster++) {
    for (let at = 0; at < rest.length; at++) {
      rest[at] = (information[at] ?? 0) - (informations[cluster * rest.length + at] ?? 0);
    }
    if (!choleskyFactor(rest, size)) {
      return null;
    }
    const change = changes.subarray(cluster * size, (cluster + 1) * size);
    change.set(scores.subarray(cluster * size, (cluster + 1) * size));
    choleskySolve(rest, size, change);
  }
  return changes;
}
