import { choleskyFactor, choleskySolve } from "./cholesky-factor.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import type { PairCounts } from "./pairwise-verdicts.ts";

/** Strengths of models from pairwise verdicts. */
export interface DavidsonFit {
  readonly status: "estimated";
  /** Log strength of each model; they sum to 0. */
  readonly strengths: Float64Array;
  /** ln ν of Davidson's tie parameter; −Infinity where there was no tie, which is the Bradley-Terry model. */
  readonly logTie: number;
}

const mostSteps = 80;

/** A log strength this large (odds of 10¹⁰) is on its way to infinity. */
const divergence = 23;

/**
 * Chances of a win of the first model, a tie, and a win of the second, for a difference of log strengths and ln ν
 * (−Infinity for no ties); they add up to 1, without overflow for any difference.
 *
 * @example davidsonChances(Math.log(3), Math.log(2 / Math.sqrt(3))) // [1/2, 1/3, 1/6]
 */
export function davidsonChances(difference: number, logTie: number): readonly [win: number, tie: number, loss: number] {
  const most = Math.max(Math.abs(difference) / 2, logTie);
  const win = Math.exp(difference / 2 - most);
  const loss = Math.exp(-difference / 2 - most);
  const tie = Math.exp(logTie - most);
  const sum = win + loss + tie;
  return [win / sum, tie / sum, loss / sum];
}

/**
 * Maximum likelihood of Davidson's model: model i beats j, ties with it, loses to it with chances in proportion to πᵢ,
 * ν√(πᵢπⱼ), πⱼ. By Newton's method, on log strengths that sum to 0 and ln ν; the likelihood is concave. Not estimable,
 * with the reason, where a strength or ν has no finite value: models that no chain of verdicts connects, or that only
 * won or only lost against the rest; ties alone.
 * Source: Davidson 1970, doi:10.1080/01621459.1970.10481082; Bradley & Terry 1952, doi:10.1093/biomet/39.3-4.324.
 *
 * @param start Strengths and ln ν to start from, such as those of the whole for a resample; default all 0.
 * @example
 * // 30 wins, 20 ties, 10 losses: strengths ± ln 3/2, ν = 2/√3
 * fitDavidson({ models: 2, wins: Float64Array.of(0, 30, 10, 0), ties: Float64Array.of(0, 20, 20, 0) })
 */
export function fitDavidson(counts: PairCounts, start?: DavidsonFit): DavidsonFit | NotEstimable {
  const { models, wins, ties } = counts;
  const tied = ties.some((count) => count > 0);
  if (models < 2) {
    return notEstimable("there are fewer than two models");
  }
  if (!wins.some((count) => count > 0)) {
    return notEstimable(tied ? "every verdict is a tie" : "there is no verdict");
  }
  if (!isConnected(counts)) {
    return notEstimable("some models only won, only lost or never met the rest, their strengths are infinite");
  }
  const size = tied ? models + 1 : models;
  const values = new Float64Array(size);
  if (start !== undefined) {
    values.set(start.strengths);
  }
  if (tied) {
    values[models] = start === undefined || !Number.isFinite(start.logTie) ? 0 : start.logTie;
  }
  const score = new Float64Array(size);
  const information = new Float64Array(size * size);
  let likelihood = fillDerivatives(counts, values, score, information);
  for (let step = 0; step < mostSteps; step++) {
    if (!choleskyFactor(information, size)) {
      break;
    }
    const change = Float64Array.from(score);
    choleskySolve(information, size, change);
    const from = Float64Array.from(values);
    let next = Number.NEGATIVE_INFINITY;
    for (let scale = 1; scale > 1e-6 && !(next >= likelihood - 1e-12 * Math.abs(likelihood)); scale /= 2) {
      for (let at = 0; at < size; at++) {
        values[at] = (from[at] ?? 0) + scale * (change[at] ?? 0);
      }
      next = fillDerivatives(counts, values, score, information);
    }
    likelihood = next;
    if (values.some((value) => !(Math.abs(value) < divergence))) {
      break;
    }
    if (change.every((value) => Math.abs(value) < 1e-10)) {
      const logTie = tied ? (values[models] ?? 0) : Number.NEGATIVE_INFINITY;
      return { status: "estimated", strengths: values.slice(0, models), logTie };
    }
  }
  return notEstimable("wins and ties leave a strength without a finite value");
}

/** Log-likelihood, and its first and second derivatives (the lower triangle, sign changed). */
function fillDerivatives(
  { models, wins, ties }: PairCounts,
  values: Float64Array,
  score: Float64Array,
  information: Float64Array,
): number {
  const size = values.length;
  const logTie = size > models ? (values[models] ?? 0) : Number.NEGATIVE_INFINITY;
  score.fill(0);
  // Strengths are known up to a common constant: the direction of that constant gets a curvature of its own, and as
  // the score has no part in it, no step goes there.
  information.fill(0);
  let most = 0;
  let likelihood = 0;
  for (let one = 0; one < models; one++) {
    for (let other = 0; other < one; other++) {
      const won = wins[one * models + other] ?? 0;
      const lost = wins[other * models + one] ?? 0;
      const drawn = ties[one * models + other] ?? 0;
      const n = won + lost + drawn;
      if (n === 0) {
        continue;
      }
      const [win, tie, loss] = davidsonChances((values[one] ?? 0) - (values[other] ?? 0), logTie);
      likelihood += term(won, win) + term(drawn, tie) + term(lost, loss);
      const slope = (won - lost - n * (win - loss)) / 2;
      const curvature = (n * (win + loss - (win - loss) ** 2)) / 4;
      score[one] = (score[one] ?? 0) + slope;
      score[other] = (score[other] ?? 0) - slope;
      add(information, one * size + one, curvature);
      add(information, other * size + other, curvature);
      add(information, one * size + other, -curvature);
      most += curvature;
      if (size > models) {
        const shared = (-n * (win - loss) * tie) / 2;
        score[models] = (score[models] ?? 0) + drawn - n * tie;
        add(information, models * size + one, shared);
        add(information, models * size + other, -shared);
        add(information, models * size + models, n * tie * (1 - tie));
      }
    }
  }
  for (let one = 0; one < models; one++) {
    for (let other = 0; other <= one; other++) {
      add(information, one * size + other, most / models / models);
    }
  }
  return likelihood;
}

function add(values: Float64Array, at: number, more: number): void {
  values[at] = (values[at] ?? 0) + more;
}

function term(count: number, chance: number): number {
  return count === 0 ? 0 : count * Math.log(chance);
}

/** Whether every model can be reached from every other over "did not lose to". */
function isConnected({ models, wins, ties }: PairCounts): boolean {
  return [false, true].every((backwards) => {
    const reached = new Uint8Array(models);
    reached[0] = 1;
    const open = [0];
    for (let model = open.pop(); model !== undefined; model = open.pop()) {
      for (let other = 0; other < models; other++) {
        const won = backwards ? wins[other * models + model] : wins[model * models + other];
        if (reached[other] === 0 && (won ?? 0) + (ties[model * models + other] ?? 0) > 0) {
          reached[other] = 1;
          open.push(other);
        }
      }
    }
    return reached.every((flag) => flag === 1);
  });
}
