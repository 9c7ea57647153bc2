import { missingResponse } from "./response-matrix.ts";

/** Slopes and intercepts: the chance of a right response is logistic(slope·ability + intercept). */
export interface TwoParameterItems {
  readonly slopes: Float64Array;
  readonly intercepts: Float64Array;
}

/** Sums over candidates and quadrature points that the M step needs, one entry an item. */
export interface TwoParameterSums {
  /** First derivatives of the expected log-likelihood by intercept and slope. */
  readonly byIntercept: Float64Array;
  readonly bySlope: Float64Array;
  /** Expected information: intercept, both, slope. */
  readonly intercept: Float64Array;
  readonly both: Float64Array;
  readonly slope: Float64Array;
}

/** The E step of a two-parameter model with ability N(0, 1). */
export interface TwoParameterLikelihood {
  /** Compute everything at these items; with `visit`, call it with each candidate's posterior. */
  evaluate(items: TwoParameterItems, visit?: (posterior: AbilityPosterior) => void): void;
  readonly sums: TwoParameterSums;
  /** Marginal log-likelihood, mean and variance of ability over all candidates' posteriors, at the items last given. */
  readonly summary: { logLikelihood: number; mean: number; variance: number };
}

/** The posterior of one candidate's ability; the arrays are reused. */
export interface AbilityPosterior {
  readonly candidate: number;
  /** Points from `first` to `last` matter; `weights` sum to 1 over them. */
  readonly first: number;
  readonly last: number;
  readonly abilities: Float64Array;
  readonly weights: Float64Array;
  /** Chances of a right response: by point, then by item. */
  readonly chances: Float64Array;
}

/** The quadrature reaches this many standard deviations to both sides. */
const reach = 6;
const negligible = 1e-14;

/**
 * Marginal likelihood of the two-parameter logistic model. Abilities are integrated out by the trapezoid rule on points
 * no further apart than the narrowest posterior can be wide, where its error is below 1e-8.
 *
 * The sum of slopes over right responses is sufficient for a candidate, and the posterior mean of ability is all the M
 * step needs of one, so that an evaluation costs candidates × (items + points) + points × (items + missing entries).
 *
 * @param bytes Candidate by candidate, `items` entries each: 0, 1, 255 for missing.
 */
export function twoParameterLikelihood(bytes: Uint8Array, items: number): TwoParameterLikelihood {
  const candidates = bytes.length / items;
  const zeros = (): Float64Array => new Float64Array(items);
  const sums = { byIntercept: zeros(), bySlope: zeros(), intercept: zeros(), both: zeros(), slope: zeros() };
  const summary = { logLikelihood: 0, mean: 0, variance: 0 };
  let step = 0;
  let points = 0;
  let at = new Float64Array(0);
  let chances = new Float64Array(0);
  let penalties = new Float64Array(0);
  let penalty = new Float64Array(0);
  let weights = new Float64Array(0);
  let population = new Float64Array(0);
  const missing = new Int32Array(items);

  const layGrid = (slopes: Float64Array): void => {
    let squares = 0;
    for (let item = 0; item < items; item++) {
      squares += (slopes[item] ?? 0) ** 2;
    }
    const needed = Math.min(0.5, 1 / Math.sqrt(1 + squares / 4));
    // A little finer than needed, so that the grid need not change with every iteration.
    if (step === 0 || step > needed || step < needed / 2) {
      step = 0.85 * needed;
      const half = Math.ceil(reach / step);
      points = 2 * half + 1;
      at = Float64Array.from({ length: points }, (_, point) => (point - half) * step);
      chances = new Float64Array(points * items);
      penalties = new Float64Array(points * items);
      penalty = new Float64Array(points);
      weights = new Float64Array(points);
      population = new Float64Array(points);
    }
  };

  const fillTables = ({ slopes, intercepts }: TwoParameterItems): void => {
    for (let point = 0; point < points; point++) {
      const ability = at[point] ?? 0;
      let sum = (ability * ability) / 2;
      for (let item = 0; item < items; item++) {
        const logit = (slopes[item] ?? 0) * ability + (intercepts[item] ?? 0);
        const small = Math.exp(-Math.abs(logit));
        const log = Math.max(logit, 0) + Math.log1p(small);
        chances[point * items + item] = logit > 0 ? 1 / (1 + small) : small / (1 + small);
        penalties[point * items + item] = log;
        sum += log;
      }
      penalty[point] = sum;
    }
  };

  /** Take the expected responses of a candidate's missing items out of the sums. */
  const dropMissing = (count: number, first: number, last: number): void => {
    for (let i = 0; i < count; i++) {
      const item = missing[i] ?? 0;
      for (let point = first; point <= last; point++) {
        addExpected(item, point, -(weights[point] ?? 0));
      }
    }
  };

  const addExpected = (item: number, point: number, n: number): void => {
    const chance = chances[point * items + item] ?? 0;
    const ability = at[point] ?? 0;
    const variance = n * chance * (1 - chance);
    sums.byIntercept[item] = (sums.byIntercept[item] ?? 0) - n * chance;
    sums.bySlope[item] = (sums.bySlope[item] ?? 0) - n * chance * ability;
    sums.intercept[item] = (sums.intercept[item] ?? 0) + variance;
    sums.both[item] = (sums.both[item] ?? 0) + variance * ability;
    sums.slope[item] = (sums.slope[item] ?? 0) + variance * ability * ability;
  };

  const evaluate = (parameters: TwoParameterItems, visit?: (posterior: AbilityPosterior) => void): void => {
    const { slopes, intercepts } = parameters;
    layGrid(slopes);
    fillTables(parameters);
    for (const sum of Object.values(sums)) {
      sum.fill(0);
    }
    population.fill(0);
    let logLikelihood = candidates * Math.log(step / Math.sqrt(2 * Math.PI));
    let total = 0;
    let squares = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const from = candidate * items;
      let slope = 0;
      let gaps = 0;
      for (let item = 0; item < items; item++) {
        const response = bytes[from + item] ?? missingResponse;
        if (response === 1) {
          slope += slopes[item] ?? 0;
          logLikelihood += intercepts[item] ?? 0;
        } else if (response !== 0) {
          missing[gaps] = item;
          gaps += 1;
        }
      }
      let most = Number.NEGATIVE_INFINITY;
      for (let point = 0; point < points; point++) {
        let log = slope * (at[point] ?? 0) - (penalty[point] ?? 0);
        for (let i = 0; i < gaps; i++) {
          log += penalties[point * items + (missing[i] ?? 0)] ?? 0;
        }
        weights[point] = log;
        most = Math.max(most, log);
      }
      let sum = 0;
      let first = -1;
      let last = 0;
      for (let point = 0; point < points; point++) {
        const weight = Math.exp((weights[point] ?? 0) - most);
        weights[point] = weight;
        if (weight > negligible) {
          sum += weight;
          last = point;
          first = first < 0 ? point : first;
        }
      }
      logLikelihood += most + Math.log(sum);
      let mean = 0;
      for (let point = first; point <= last; point++) {
        const weight = (weights[point] ?? 0) / sum;
        weights[point] = weight;
        population[point] = (population[point] ?? 0) + weight;
        mean += weight * (at[point] ?? 0);
      }
      for (let item = 0; item < items; item++) {
        if (bytes[from + item] === 1) {
          sums.byIntercept[item] = (sums.byIntercept[item] ?? 0) + 1;
          sums.bySlope[item] = (sums.bySlope[item] ?? 0) + mean;
        }
      }
      dropMissing(gaps, first, last);
      visit?.({ candidate, first, last, abilities: at, weights, chances });
    }
    for (let point = 0; point < points; point++) {
      const n = population[point] ?? 0;
      total += n * (at[point] ?? 0);
      squares += n * (at[point] ?? 0) ** 2;
      for (let item = 0; item < items; item++) {
        addExpected(item, point, n);
      }
    }
    summary.logLikelihood = logLikelihood;
    summary.mean = total / candidates;
    summary.variance = squares / candidates - summary.mean ** 2;
  };

  return { evaluate, sums, summary };
}
