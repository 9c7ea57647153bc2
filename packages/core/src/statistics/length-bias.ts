import { BugError } from "../base/errors.ts";
import type { Interval } from "./interval.ts";
import { logisticRegression } from "./logistic-regression.ts";
import type { NotEstimable } from "./not-estimable.ts";

/** Verdicts on pairs of replies with their lengths; the arrays are parallel. */
export interface LengthedVerdicts {
  /** Verdict for reply A: 1, 0, or 0.5 for a tie; the mean where both orders were asked. */
  readonly verdict: Float64Array;
  /** Length of each reply, in any unit, 0 or more. */
  readonly lengthA: Float64Array;
  readonly lengthB: Float64Array;
  /** How much better A is by another measure (people, key points), any scale; left out where there is none. */
  readonly quality?: Float64Array;
  /** Cluster code of each pair (the question). */
  readonly clusters: Int32Array;
}

/** How verdicts go with length. */
export interface LengthBias {
  readonly status: "estimated";
  /** Factor on the odds of winning for a reply twice as long as the other; 1 for no bias. */
  readonly oddsRatio: Interval & { readonly value: number };
  /** Two-sided p-value of an odds ratio of 1. */
  readonly p: number;
  /** Chance that A wins against a B of the same length (and quality), 0–1. */
  readonly evenChance: number;
  /** Factor on the odds for one unit more of quality; null where none was given. */
  readonly quality: (Interval & { readonly value: number; readonly p: number }) | null;
  readonly pairs: number;
  readonly clusters: number;
}

/**
 * Length bias of a pairwise judge: logistic regression of the verdict on log₂((length A + 1)/(length B + 1)), robust to
 * clusters. Longer replies may really be better; with `quality` the odds ratio is of two replies equally good by that
 * measure, and without it the number says only how verdicts and length go together.
 *
 * Not estimable, with the reason, as `logisticRegression` is (all verdicts alike, lengths that do not vary, length
 * that separates the verdicts, too few pairs). Throws INTERNAL as it does, and for a negative length.
 * Source: Dubois et al. 2024, Length-controlled AlpacaEval, arXiv:2404.04475; `logisticRegression`.
 *
 * @example
 * // Six pairs: odds ratio 3.67 for twice the length, but 0.11 to 118, p 0.38
 * lengthBias({ verdict, lengthA, lengthB, clusters }, 0.95)
 */
export function lengthBias(pairs: LengthedVerdicts, level: number): LengthBias | NotEstimable {
  const { verdict, lengthA, lengthB, quality, clusters } = pairs;
  if (lengthA.length !== verdict.length || lengthB.length !== verdict.length) {
    throw new BugError("INTERNAL", `${lengthA.length} and ${lengthB.length} lengths of ${verdict.length} pairs`);
  }
  const doublings = lengthA.map((length, at) => Math.log2((length + 1) / ((lengthB[at] ?? Number.NaN) + 1)));
  if (lengthA.some((length) => !(length >= 0)) || lengthB.some((length) => !(length >= 0))) {
    throw new BugError("INTERNAL", "a reply of negative length");
  }
  const columns = quality === undefined ? [doublings] : [doublings, quality];
  const fit = logisticRegression({ outcome: verdict, columns, clusters }, level);
  if (fit.status !== "estimated") {
    return fit;
  }
  const [length, adjusted] = fit.slopes;
  if (length === undefined) {
    throw new BugError("INTERNAL", "a regression without the slope of length");
  }
  return {
    status: "estimated",
    oddsRatio: oddsOf(length),
    p: length.p,
    evenChance: 1 / (1 + Math.exp(-fit.intercept.value)),
    quality: adjusted === undefined ? null : { ...oddsOf(adjusted), p: adjusted.p },
    pairs: fit.rows,
    clusters: fit.clusters,
  };
}

function oddsOf({ value, low, high }: Interval & { readonly value: number }) {
  return { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
}
