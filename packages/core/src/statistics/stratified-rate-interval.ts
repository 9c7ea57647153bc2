import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";

/** What a sample found in one stratum. Values are 0–1: 1 for a case (an error, say), 0 for none. */
export interface SampledStratum {
  /** Share of the population that the stratum is, 0–1. */
  readonly share: number;
  /** Members that were looked at, drawn at random; above 0. */
  readonly sampled: number;
  /** Sum of their values. */
  readonly sum: number;
  /** Sum of their squared values; for 0/1 values the sum. */
  readonly sumOfSquares: number;
  /** Every member was looked at: the stratum adds nothing to the uncertainty. */
  readonly complete: boolean;
}

/** A rate of the population with its interval. */
export interface StratifiedRate extends Interval {
  /** 0–1. */
  readonly value: number;
}

/**
 * Rate of rare cases in a population sampled by strata, each stratum weighted by its share, with an interval that
 * keeps its level when few cases or none are found. Clopper and Pearson's interval on effective counts, as Fay and
 * Feuer made the exact Poisson interval one for weighted counts: a case of stratum h weighs w = share/sampled; of the
 * weighted sum y and its variance v = Σ w²·value² the lower limit is that of y²/v cases in y/v, the upper limit that
 * of the sum with one more case of the greatest weight in any stratum. One stratum gives Clopper and Pearson's
 * interval itself. No correction for a finite population is taken but that a stratum looked at in full is certain.
 *
 * Null without strata or where one has no sampled member (nothing is known of its share). Shares are taken relative to
 * their sum. Throws INTERNAL for a level outside (0, 1) or a sum outside 0 to sampled.
 * Source: Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404; Fay & Feuer 1997,
 * doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#; Korn & Graubard 1998 (effective counts).
 *
 * @example stratifiedRateInterval([{ share: 1, sampled: 20, sum: 0, sumOfSquares: 0, complete: false }], 0.95)
 * // { value: 0, low: 0, high: 0.1684… }
 */
export function stratifiedRateInterval(strata: readonly SampledStratum[], level: number): StratifiedRate | null {
  requireLevel(level);
  const total = strata.reduce((sum, { share }) => sum + share, 0);
  if (!(total > 0) || strata.some(({ share, sampled }) => share > 0 && !(sampled > 0))) {
    return null;
  }
  let certain = 0;
  let open = 0;
  let sum = 0;
  let variance = 0;
  let heaviest = 0;
  for (const stratum of strata.filter(({ share }) => share > 0)) {
    const share = stratum.share / total;
    if (!(stratum.sum >= 0 && stratum.sum <= stratum.sampled * (1 + 1e-12))) {
      throw new BugError("INTERNAL", `a stratum with ${stratum.sum} cases of ${stratum.sampled}`);
    }
    if (stratum.complete) {
      certain += (share * stratum.sum) / stratum.sampled;
      continue;
    }
    const weight = share / stratum.sampled;
    open += share;
    sum += weight * stratum.sum;
    variance += weight * weight * stratum.sumOfSquares;
    heaviest = Math.max(heaviest, weight);
  }
  if (open === 0) {
    return { value: certain, low: certain, high: certain };
  }
  // Within what is open, so that no limit goes beyond it.
  const tail = (1 - level) / 2;
  const low = open * lowerLimit(sum / open, variance / (open * open), tail);
  const high = open * upperLimit(sum / open, variance / (open * open), heaviest / open, tail);
  const value = certain + sum;
  return { value, low: Math.min(value, certain + low), high: Math.min(1, Math.max(value, certain + high)) };
}

function lowerLimit(sum: number, variance: number, tail: number): number {
  if (!(variance > 0)) {
    return 0;
  }
  const cases = (sum * sum) / variance;
  const failures = Math.max(0, sum / variance - cases);
  return inverseIncompleteBeta(tail, cases, failures + 1).x;
}

function upperLimit(sum: number, variance: number, heaviest: number, tail: number): number {
  const more = sum + heaviest;
  if (more > 1 + 1e-12) {
    return 1;
  }
  const moreVariance = variance + heaviest * heaviest;
  const cases = (more * more) / moreVariance;
  const failures = Math.max(0, more / moreVariance - cases);
  return inverseIncompleteBeta(tail, failures + 1, cases).complement;
}
