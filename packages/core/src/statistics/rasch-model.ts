import { raschAbilities } from "./rasch-abilities.ts";
import { fitRaschMarginal, type RaschFit } from "./rasch-marginal-fit.ts";
import { centredColumns, centredRows } from "./rasch-posteriors.ts";
import { type ResponseGroups, responseGroups } from "./response-groups.ts";
import { binaryResponses, missingResponse, type ResponseMatrix, transposedResponses } from "./response-matrix.ts";

/** Choices in fitting a Rasch model. */
export interface RaschOptions {
  /**
   * Which side is taken for a random draw from a normal distribution and integrated out; the other side's parameters
   * are estimated freely. "longer", the default: the candidates if there are at least as many as items, else the items.
   */
  readonly integrate?: "longer" | "candidates" | "items";
  /**
   * True, the default: Warm's correction of the free side and a weak gamma prior of the spread (mode 2 logits). False: maximum
   * likelihood, save for free candidates or items that are all right or all wrong, which get Warm's correction.
   */
  readonly biasReduced?: boolean;
  /** 500 by default; ten to twenty are usual. */
  readonly maxIterations?: number;
}

/** A fitted Rasch model. Abilities, difficulties and errors are in logits; the mean difficulty of the items is 0. */
export interface RaschModel {
  readonly status: "estimated";
  readonly integrated: "candidates" | "items";
  readonly abilities: Float64Array;
  readonly abilityErrors: Float64Array;
  readonly difficulties: Float64Array;
  readonly difficultyErrors: Float64Array;
  /** Standard deviation of the integrated side in its population. */
  readonly spread: number;
  /** The spread was held at one of `spreadLimits`: the data would drive it on, so that the scale is not to be trusted. */
  readonly spreadAtLimit: boolean;
  /** Candidates and items without any response; they have the mean of the others, and their deviation as error. */
  readonly unanswered: { readonly candidates: readonly number[]; readonly items: readonly number[] };
  /** Marginal log-likelihood, without the terms of any prior. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** False: the estimates are those of the last iteration and must not be reported as a fit. */
  readonly converged: boolean;
}

/** Why there is no Rasch model of these responses. */
export interface RaschNotEstimable {
  readonly status: "not-estimable";
  readonly reason: "too-few-candidates" | "too-few-items" | "no-disagreement" | "singular";
  readonly why: string;
}

/**
 * Rasch model by marginal maximum likelihood: the chance that a candidate gets an item right is
 * logistic(ability − difficulty).
 *
 * The longer side of the matrix is integrated out, since maximum likelihood is consistent only in the parameters whose
 * number stays fixed. So a handful of language models on thousands of items have free abilities and random items;
 * thousands of candidates on a short form have free difficulties and random candidates, the textbook case.
 *
 * Abilities: bias-corrected after Warm and not drawn towards the other candidates, so finite with all right or all
 * wrong. Difficulties: with random items, the posterior mean and deviation under the estimated normal distribution
 * (an item that all missed is drawn in, its error is large); with random candidates, bias-corrected and free.
 * Identification: the mean difficulty of the items at hand is 0 and the slope is 1; the spread of the integrated side
 * is estimated. Errors come from the observed information with the spread estimated too; those of the integrated side
 * include the error of the free one. Compare with other scales after taking the mean difficulty off both.
 *
 * Not estimable with fewer than two candidates or items that have responses; where no item was got right by some and
 * missed by others (then nothing tells candidates apart, or they are identical); or with singular information.
 * Missing responses are passed over, as missing at random.
 * Cost: candidates and items that share score and missing entries are computed once, so that 27 × 60,000 complete
 * responses take 0.1 s and 300 × 60,000 with an entry missing here and there 5 s.
 * Throws INTERNAL for a malformed matrix.
 *
 * Source: Rasch 1960; Bock & Aitkin 1981, doi:10.1007/BF02293801; Warm 1989, doi:10.1007/BF02294627; random items: De
 * Boeck 2008, doi:10.1007/s11336-008-9092-x.
 *
 * @example
 * const model = raschModel({ candidates: 3, items: 2, responses: Uint8Array.of(1, 0, 1, 1, 0, 0) });
 * // model.status "estimated", model.difficulties [-1.0596…, 1.0596…]
 */
export function raschModel(matrix: ResponseMatrix, options: RaschOptions = {}): RaschModel | RaschNotEstimable {
  const { candidates, items } = matrix;
  const bytes = binaryResponses(matrix);
  const side = options.integrate ?? "longer";
  const randomItems = side === "items" || (side === "longer" && items > candidates);
  const answeredCandidates = answeredRows(bytes, candidates, items);
  const byItem = transposedResponses(bytes, candidates, items);
  const answeredItems = answeredRows(byItem, items, candidates);
  if (answeredCandidates.length < 2) {
    return refused("too-few-candidates", `${answeredCandidates.length} candidates with responses; two are needed`);
  }
  if (answeredItems.length < 2) {
    return refused("too-few-items", `${answeredItems.length} items with responses; two are needed`);
  }
  if (!hasDisagreement(byItem, candidates)) {
    return refused("no-disagreement", "no item was got right by some candidates and missed by others");
  }
  const free = randomItems ? answeredCandidates : answeredItems;
  const rows = randomItems
    ? withColumns(byItem, candidates, answeredCandidates)
    : withColumns(bytes, items, answeredItems);
  const groups = responseGroups(rows, free.length);
  const fit = fitRaschMarginal(groups, columnResponses(rows, free.length), {
    biasReduced: options.biasReduced ?? true,
    maxIterations: options.maxIterations ?? 500,
    tolerance: 1e-9,
  });
  if (fit.covariance === null) {
    return refused("singular", `the information matrix is singular after ${fit.iterations} iterations`);
  }
  const sides = randomItems
    ? itemsIntegrated(fit, fit.covariance, groups, matrix, answeredCandidates)
    : candidatesIntegrated(fit, fit.covariance, { groups, rows, free, candidates, items });
  fillUnanswered(sides.abilities, sides.abilityErrors, answeredCandidates);
  fillUnanswered(sides.difficulties, sides.difficultyErrors, answeredItems);
  return {
    status: "estimated",
    integrated: randomItems ? "items" : "candidates",
    ...sides,
    spread: fit.spread,
    spreadAtLimit: fit.spreadAtLimit,
    unanswered: { candidates: others(answeredCandidates, candidates), items: others(answeredItems, items) },
    logLikelihood: fit.likelihood.logLikelihood(),
    iterations: fit.iterations,
    converged: fit.converged,
  };
}

interface Sides {
  readonly abilities: Float64Array;
  readonly abilityErrors: Float64Array;
  readonly difficulties: Float64Array;
  readonly difficultyErrors: Float64Array;
}

function itemsIntegrated(
  fit: RaschFit,
  covariance: Float64Array,
  groups: ResponseGroups,
  { candidates }: ResponseMatrix,
  free: Int32Array,
): Sides {
  const { rows, columns } = centredRows(fit, covariance, groups);
  return {
    abilities: spreadOut(columns.values, free, candidates),
    abilityErrors: spreadOut(columns.errors, free, candidates),
    difficulties: rows.values,
    difficultyErrors: rows.errors,
  };
}

function candidatesIntegrated(
  fit: RaschFit,
  covariance: Float64Array,
  data: {
    readonly groups: ResponseGroups;
    readonly rows: Uint8Array;
    readonly free: Int32Array;
    readonly candidates: number;
    readonly items: number;
  },
): Sides {
  const centred = centredColumns(fit, covariance);
  const abilities = raschAbilities(data.rows, data.groups, centred.difficulties, centred.covariance);
  return {
    abilities: abilities.values,
    abilityErrors: abilities.errors,
    difficulties: spreadOut(centred.difficulties, data.free, data.items),
    difficultyErrors: spreadOut(centred.errors, data.free, data.items),
  };
}

function refused(reason: RaschNotEstimable["reason"], why: string): RaschNotEstimable {
  return { status: "not-estimable", reason, why };
}

/** The numbers of the rows with at least one response. */
function answeredRows(bytes: Uint8Array, rows: number, columns: number): Int32Array {
  const answered = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (bytes[i] !== missingResponse) {
        answered[count] = row;
        count += 1;
        break;
      }
    }
  }
  return answered.slice(0, count);
}

function hasDisagreement(byItem: Uint8Array, candidates: number): boolean {
  for (let from = 0; from < byItem.length; from += candidates) {
    let right = false;
    let wrong = false;
    for (let i = from; i < from + candidates; i++) {
      right ||= byItem[i] === 1;
      wrong ||= byItem[i] === 0;
    }
    if (right && wrong) {
      return true;
    }
  }
  return false;
}

/** The matrix with only some of its columns. */
function withColumns(bytes: Uint8Array, columns: number, kept: Int32Array): Uint8Array {
  if (kept.length === columns) {
    return bytes;
  }
  const rows = bytes.length / columns;
  const narrow = new Uint8Array(rows * kept.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < kept.length; i++) {
      narrow[row * kept.length + i] = bytes[row * columns + (kept[i] ?? 0)] ?? missingResponse;
    }
  }
  return narrow;
}

/** Responses in each column. */
function columnResponses(bytes: Uint8Array, columns: number): Float64Array {
  const counts = new Float64Array(columns);
  for (let from = 0; from < bytes.length; from += columns) {
    for (let column = 0; column < columns; column++) {
      if (bytes[from + column] !== missingResponse) {
        counts[column] = (counts[column] ?? 0) + 1;
      }
    }
  }
  return counts;
}

function spreadOut(values: Float64Array, places: Int32Array, length: number): Float64Array {
  if (values.length === length) {
    return values;
  }
  const wide = new Float64Array(length);
  for (let i = 0; i < places.length; i++) {
    wide[places[i] ?? 0] = values[i] ?? 0;
  }
  return wide;
}

function others(places: Int32Array, length: number): number[] {
  const present = new Set(places);
  return Array.from({ length }, (_, i) => i).filter((i) => !present.has(i));
}

/** Of a unit without responses nothing is known but that it is one of its kind. */
function fillUnanswered(values: Float64Array, errors: Float64Array, answered: Int32Array): void {
  let sum = 0;
  let squares = 0;
  for (const place of answered) {
    sum += values[place] ?? 0;
    squares += (values[place] ?? 0) ** 2;
  }
  const mean = sum / answered.length;
  // Estimation error is part of the deviation, so that this errs on the wide side.
  const deviation = Math.sqrt(Math.max(0, squares / answered.length - mean * mean));
  for (const place of others(answered, values.length)) {
    values[place] = mean;
    errors[place] = deviation;
  }
}
