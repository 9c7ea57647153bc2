import { BugError } from "../base/errors.ts";
import { binaryResponses, missingResponse, type ResponseMatrix } from "./response-matrix.ts";
import { type TwoParameterCovariances, twoParameterCovariances } from "./two-parameter-errors.ts";
import { fitTwoParameter, type TwoParameterFit } from "./two-parameter-fit.ts";
import { type LogisticItems, warmAbility } from "./warm-ability.ts";

/** Candidates with responses below which discriminations are too uncertain to be reported. */
export const minimumTwoParameterCandidates = 100;

/** Items that tell candidates apart below which slopes are not identified. */
export const minimumTwoParameterItems = 3;

/** Choices in fitting a two-parameter model. */
export interface TwoParameterOptions {
  /**
   * Standard deviation of the normal prior of log discrimination about its mean over items; 0.5 by default, which
   * says that most discriminations are within a factor of 2.7 of the typical one. Null: maximum likelihood.
   */
  readonly priorDeviation?: number | null;
  /** EM steps; 1000 by default. */
  readonly maxIterations?: number;
}

/** A fitted two-parameter logistic model; abilities have mean 0 and variance 1 in the candidates' population. */
export interface TwoParameterModel {
  readonly status: "estimated";
  readonly abilities: Float64Array;
  readonly abilityErrors: Float64Array;
  /** a, above 0. */
  readonly discriminations: Float64Array;
  readonly discriminationErrors: Float64Array;
  /** b: the ability at which a right response is as likely as a wrong one. */
  readonly difficulties: Float64Array;
  readonly difficultyErrors: Float64Array;
  /** Items that all got right or all missed, or nobody was asked: their parameters are filled in, not estimated. */
  readonly constantItems: readonly number[];
  /** Candidates without a response to the other items; they have ability 0 and error 1. */
  readonly unanswered: readonly number[];
  readonly errorMethod: TwoParameterCovariances["method"];
  /** Marginal log-likelihood without the prior, constant items left out. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** False: the estimates are those of the last iteration and must not be reported as a fit. */
  readonly converged: boolean;
}

/** Why there is no two-parameter model of these responses. */
export interface TwoParameterNotEstimable {
  readonly status: "not-estimable";
  readonly reason: "too-few-candidates" | "too-few-items";
  readonly why: string;
}

/**
 * Two-parameter logistic model by marginal maximum likelihood with a weak prior on discrimination: the chance that a
 * candidate gets an item right is logistic(a·(ability − b)), ability ~ N(0, 1).
 *
 * Identification: mean 0 and variance 1 of ability in the population; a is positive, so an item on which the better
 * candidates do worse gets an a near 0 and must be found by item analysis. To compare with another scale, bring both
 * to the same mean and variance of the candidates' abilities (mean–sigma linking).
 * Abilities: Warm's estimate with the items at their estimates, finite with all right or all wrong, not drawn towards
 * the mean; the errors include that of the items to first order (items taken as independent).
 * Items that all candidates got right or all missed say nothing on discrimination: they are left out of the fit, and
 * have the typical discrimination, the difficulty at which half a response more or less than observed is expected,
 * and the error that goes with it.
 *
 * Not estimable with fewer than `minimumTwoParameterCandidates` candidates, or `minimumTwoParameterItems` items that
 * have both right and wrong responses. Missing responses are passed over, as missing at random.
 * Where the data put no limit to the slopes (candidates of two kinds only, a perfect scale, coin tosses) the fit runs
 * out of iterations, and says so.
 * Cost: 200 × 500 take 0.2 s, 300 × 5,000 3 s; time and memory grow with items^1.5 (300 × 60,000: two minutes, 2 GB).
 * Throws INTERNAL for a malformed matrix or a prior deviation that is not above 0.
 *
 * Source: Birnbaum 1968; Bock & Aitkin 1981, doi:10.1007/BF02293801; Mislevy 1986, doi:10.1007/BF02293979 (prior);
 * Warm 1989, doi:10.1007/BF02294627; Cheng & Yuan 2010, doi:10.1007/s11336-009-9144-x (errors).
 *
 * @example twoParameterModel({ candidates: 27, items: 500, responses }) // not-estimable, reason "too-few-candidates"
 */
export function twoParameterModel(
  matrix: ResponseMatrix,
  options: TwoParameterOptions = {},
): TwoParameterModel | TwoParameterNotEstimable {
  const { candidates, items } = matrix;
  const priorDeviation = options.priorDeviation === undefined ? 0.5 : options.priorDeviation;
  if (priorDeviation !== null && !(priorDeviation > 0)) {
    throw new BugError("INTERNAL", `a prior deviation of ${priorDeviation}`);
  }
  const bytes = binaryResponses(matrix);
  const { varying, constant } = sortedItems(bytes, candidates, items);
  const answered: number[] = [];
  const unanswered: number[] = [];
  for (let candidate = 0; candidate < candidates; candidate++) {
    const some = varying.some((item) => bytes[candidate * items + item] !== missingResponse);
    (some ? answered : unanswered).push(candidate);
  }
  if (answered.length < minimumTwoParameterCandidates) {
    const why = `${answered.length} candidates; a two-parameter model needs ${minimumTwoParameterCandidates}`;
    return { status: "not-estimable", reason: "too-few-candidates", why };
  }
  if (varying.length < minimumTwoParameterItems) {
    const why = `${varying.length} items with right and wrong responses; ${minimumTwoParameterItems} are needed`;
    return { status: "not-estimable", reason: "too-few-items", why };
  }
  const kept = new Uint8Array(answered.length * varying.length);
  for (const [row, candidate] of answered.entries()) {
    for (const [column, item] of varying.entries()) {
      kept[row * varying.length + column] = bytes[candidate * items + item] ?? missingResponse;
    }
  }
  const maxIterations = options.maxIterations ?? 1000;
  const fit = fitTwoParameter(kept, varying.length, { priorDeviation, maxIterations, tolerance: 1e-8 });
  const covariances = twoParameterCovariances(fit, kept, priorDeviation);
  const itemEstimates = estimatesOfItems(fit, covariances, varying, items);
  for (const item of constant) {
    fillConstant(itemEstimates, item, responsesTo(bytes, items, item), Math.exp(fit.meanLogSlope));
  }
  const ability = estimatesOfAbilities(fit, covariances, kept);
  const abilities = new Float64Array(candidates);
  const abilityErrors = new Float64Array(candidates).fill(1);
  for (const [row, candidate] of answered.entries()) {
    abilities[candidate] = ability.values[row] ?? 0;
    abilityErrors[candidate] = ability.errors[row] ?? 0;
  }
  return {
    status: "estimated",
    abilities,
    abilityErrors,
    ...itemEstimates,
    constantItems: constant,
    unanswered,
    errorMethod: covariances.method,
    logLikelihood: fit.likelihood.summary.logLikelihood,
    iterations: fit.iterations,
    converged: fit.converged,
  };
}

interface ItemEstimates {
  readonly discriminations: Float64Array;
  readonly discriminationErrors: Float64Array;
  readonly difficulties: Float64Array;
  readonly difficultyErrors: Float64Array;
}

function sortedItems(bytes: Uint8Array, candidates: number, items: number): { varying: number[]; constant: number[] } {
  const right = new Uint8Array(items);
  const wrong = new Uint8Array(items);
  for (let from = 0; from < candidates * items; from += items) {
    for (let item = 0; item < items; item++) {
      const response = bytes[from + item];
      if (response === 1) right[item] = 1;
      if (response === 0) wrong[item] = 1;
    }
  }
  const varying: number[] = [];
  const constant: number[] = [];
  for (let item = 0; item < items; item++) {
    (right[item] === 1 && wrong[item] === 1 ? varying : constant).push(item);
  }
  return { varying, constant };
}

function responsesTo(bytes: Uint8Array, items: number, item: number): { right: number; answered: number } {
  let right = 0;
  let answered = 0;
  for (let i = item; i < bytes.length; i += items) {
    if (bytes[i] !== missingResponse) {
      answered += 1;
      right += bytes[i] ?? 0;
    }
  }
  return { right, answered };
}

function estimatesOfItems(
  fit: TwoParameterFit,
  covariances: TwoParameterCovariances,
  places: readonly number[],
  items: number,
): ItemEstimates {
  const estimates = {
    discriminations: new Float64Array(items),
    discriminationErrors: new Float64Array(items),
    difficulties: new Float64Array(items),
    difficultyErrors: new Float64Array(items),
  };
  for (const [i, item] of places.entries()) {
    const slope = fit.slopes[i] ?? 1;
    const difficulty = -(fit.intercepts[i] ?? 0) / slope;
    const slopeVariance = covariances.slope[i] ?? 0;
    const variance =
      (covariances.intercept[i] ?? 0) +
      difficulty * difficulty * slopeVariance +
      2 * difficulty * (covariances.both[i] ?? 0);
    estimates.discriminations[item] = slope;
    estimates.discriminationErrors[item] = Math.sqrt(slopeVariance);
    estimates.difficulties[item] = difficulty;
    estimates.difficultyErrors[item] = Math.sqrt(Math.max(0, variance)) / slope;
  }
  return estimates;
}

/** Difficulty at which candidates from N(0, 1) would be half a response off all right or all wrong. */
function fillConstant(
  estimates: ItemEstimates,
  item: number,
  { right, answered }: { readonly right: number; readonly answered: number },
  slope: number,
): void {
  const share = (right + 0.5) / (answered + 1);
  let low = -100;
  let high = 100;
  let information = 0;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    let expected = 0;
    let total = 0;
    information = 0;
    for (let ability = -6; ability <= 6; ability += 0.1) {
      const density = Math.exp((-ability * ability) / 2);
      const chance = 1 / (1 + Math.exp(-slope * (ability - middle)));
      total += density;
      expected += density * chance;
      information += density * chance * (1 - chance);
    }
    information /= total;
    if (expected / total > share) {
      low = middle;
    } else {
      high = middle;
    }
  }
  estimates.discriminations[item] = slope;
  // What is known of an item with nothing to go by is its place among the others: half as much, or twice.
  estimates.discriminationErrors[item] = slope / 2;
  estimates.difficulties[item] = (low + high) / 2;
  estimates.difficultyErrors[item] = 1 / (slope * Math.sqrt((answered + 1) * information));
}

function estimatesOfAbilities(
  fit: TwoParameterFit,
  covariances: TwoParameterCovariances,
  bytes: Uint8Array,
): { readonly values: Float64Array; readonly errors: Float64Array } {
  const { slopes, intercepts } = fit;
  const n = slopes.length;
  const items: LogisticItems = {
    discriminations: slopes,
    difficulties: slopes.map((slope, item) => -(intercepts[item] ?? 0) / slope),
  };
  const candidates = bytes.length / n;
  const values = new Float64Array(candidates);
  const errors = new Float64Array(candidates);
  for (let candidate = 0; candidate < candidates; candidate++) {
    const { ability, information } = warmAbility(bytes, candidate * n, items) ?? { ability: 0, information: 1 };
    let carried = 0;
    for (let item = 0; item < n; item++) {
      const response = bytes[candidate * n + item] ?? missingResponse;
      if (response !== missingResponse) {
        const slope = slopes[item] ?? 0;
        const small = Math.exp(-Math.abs(slope * ability + (intercepts[item] ?? 0)));
        // Derivative of the ability by the intercept; that by the slope, on average over responses, is `ability` times it.
        const byIntercept = (slope * small) / ((1 + small) * (1 + small)) / information;
        carried +=
          byIntercept *
          byIntercept *
          ((covariances.intercept[item] ?? 0) +
            2 * ability * (covariances.both[item] ?? 0) +
            ability * ability * (covariances.slope[item] ?? 0));
      }
    }
    values[candidate] = ability;
    errors[candidate] = Math.sqrt(1 / information + carried);
  }
  return { values, errors };
}
