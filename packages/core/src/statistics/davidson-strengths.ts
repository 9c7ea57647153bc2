import { bootstrapClusterCounts } from "./cluster-bootstrap.ts";
import { type DavidsonFit, fitDavidson } from "./davidson-fit.ts";
import { type Interval, requireLevel } from "./interval.ts";
import type { NotEstimable } from "./not-estimable.ts";
import { checkedVerdicts, countPairs, emptyPairs, type PairwiseVerdicts } from "./pairwise-verdicts.ts";
import { percentileInterval } from "./percentile-interval.ts";

/** How the intervals are to be made. */
export interface StrengthBootstrap {
  /** Confidence level, 0–1. */
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Strengths of models with intervals. */
export interface DavidsonStrengths {
  readonly status: "estimated";
  /** Log strength of each model, summing to 0; the odds of beating another (ties aside) are e to the difference. */
  readonly strengths: readonly StrengthEstimate[];
  /** Davidson's ν: two equal models tie with chance ν/(2 + ν). 0 without a tie, then with no interval. */
  readonly tie: StrengthEstimate;
  /** Strength of each resample, resample by resample, all models; NaN where it had none. For ranks and differences. */
  readonly replicates: Float64Array;
  /** Share of the resamples without finite strengths, 0–1. */
  readonly undefinedShare: number;
  readonly verdicts: number;
  readonly clusters: number;
}

/** A value with its interval; null where the resamples do not give one. */
export interface StrengthEstimate {
  readonly value: number;
  readonly interval: Interval | null;
}

/** Above this share of resamples without finite strengths the percentiles of the others mean little. */
const mostUndefined = 0.05;

/**
 * Strengths of models from pairwise verdicts with ties: the Bradley-Terry model with Davidson's ties, with percentile
 * intervals (widened for few clusters) from drawing whole clusters of verdicts. A strength is relative to the mean of
 * the models compared, so it changes with them; differences do not but by their common opponents.
 *
 * A resample may lack the one loss that keeps a strong model's strength finite. Where more than one in twenty does,
 * the intervals are null, and there are too few verdicts to say how far ahead the model is. Not estimable as
 * `fitDavidson` is. Throws INTERNAL for a verdict on no pair of the models, one other than 0, 0.5 and 1, or a level
 * outside (0, 1).
 * Source: Davidson 1970, doi:10.1080/01621459.1970.10481082; Chiang et al. 2024, Chatbot Arena, arXiv:2403.04132.
 *
 * @param models Number of models.
 * @example
 * davidsonStrengths({ first, second, outcome, clusters }, 3, { level: 0.95, resamples: 1000, seed: 1 })
 * // { status: "estimated", strengths: [{ value: 0.41, interval: { low: 0.1, high: 0.74 } }, …], tie: …,
 * // undefinedShare: 0, … }
 */
export function davidsonStrengths(
  verdicts: PairwiseVerdicts,
  models: number,
  { level, resamples, seed }: StrengthBootstrap,
): DavidsonStrengths | NotEstimable {
  requireLevel(level);
  const index = checkedVerdicts(verdicts, models);
  const counts = emptyPairs(models);
  countPairs(verdicts, () => 1, counts);
  const fit = fitDavidson(counts);
  if (fit.status !== "estimated") {
    return fit;
  }
  const replicates = new Float64Array(resamples * models).fill(Number.NaN);
  let resample = 0;
  const tieReplicates = bootstrapClusterCounts({ clusters: index.count, resamples, seed }, (weights) => {
    countPairs(verdicts, (verdict) => weights[index.of[verdict] ?? 0] ?? 0, counts);
    const found = fitDavidson(counts, fit);
    if (found.status === "estimated") {
      replicates.set(found.strengths, resample * models);
    }
    resample += 1;
    return found.status === "estimated" ? Math.exp(found.logTie) : Number.NaN;
  });
  const known = tieReplicates.filter((value) => !Number.isNaN(value));
  const undefinedShare = resamples === 0 ? 1 : 1 - known.length / resamples;
  const intervalOf = (values: Float64Array): Interval | null =>
    undefinedShare > mostUndefined ? null : percentileInterval(values, index.count, level);
  return {
    status: "estimated",
    strengths: Array.from(fit.strengths, (value, model) => {
      const own = replicates.filter((strength, at) => at % models === model && !Number.isNaN(strength));
      return { value, interval: intervalOf(own) };
    }),
    tie: tieOf(fit, intervalOf, known),
    replicates,
    undefinedShare,
    verdicts: verdicts.outcome.length,
    clusters: index.count,
  };
}

function tieOf(
  { logTie }: DavidsonFit,
  intervalOf: (values: Float64Array) => Interval | null,
  known: Float64Array,
): StrengthEstimate {
  return Number.isFinite(logTie)
    ? { value: Math.exp(logTie), interval: intervalOf(known) }
    : { value: 0, interval: null };
}
