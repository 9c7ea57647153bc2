import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** A count of so many. `of` may be an effective size, and the count fractional. */
export interface CountOf {
  readonly count: number;
  readonly of: number;
}

/** What a yes-or-no judge said, and how it did where the truth is known. */
export interface TriedJudge {
  /** Replies the judge called positive, of all it judged. */
  readonly positive: CountOf;
  /** Truly positive replies it called so. */
  readonly sensitivity: CountOf;
  /** Truly negative replies it called so. */
  readonly specificity: CountOf;
}

/** The true rate behind a fallible judge's. */
export interface RoganGladenRate extends Interval {
  readonly status: "estimated";
  /** 0–1. */
  readonly value: number;
  /** The rate as the judge gives it. */
  readonly apparent: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/**
 * Rate of truly positive replies from the rate a judge gives and its sensitivity and specificity, found on other
 * replies whose truth is known: (apparent + specificity − 1)/(sensitivity + specificity − 1), held within 0–1. For a
 * judge tried on another exam or language than the one it now judges. Where the tried replies are a random sample of
 * the judged ones, use `predictionPoweredProportion`, which needs no assumption that the judge errs alike in both.
 *
 * The interval is Lang and Reiczigel's: the delta method on Agresti-Coull style adjusted rates, with their shift. It
 * takes the three samples as independent. The calibration test gives its coverage.
 *
 * Not estimable, with the reason: nothing judged; no truly positive or no truly negative reply tried; or a judge not
 * clearly better than chance (the lower limit of sensitivity + specificity − 1 at the level is not above 0), where the
 * correction divides by what may be 0. Throws INTERNAL for impossible counts or a level outside (0, 1).
 * Source: Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510; Lang & Reiczigel 2014,
 * doi:10.1016/j.prevetmed.2013.09.015.
 *
 * @example
 * const tried = { positive: { count: 30, of: 100 }, sensitivity: { count: 45, of: 50 },
 *   specificity: { count: 90, of: 100 } };
 * roganGladenRate(tried, 0.95) // value 0.25, low 0.1242…, high 0.3865…
 */
export function roganGladenRate(tried: TriedJudge, level: number): RoganGladenRate | NotEstimable {
  requireLevel(level);
  for (const { count, of } of [tried.positive, tried.sensitivity, tried.specificity]) {
    if (!(count >= 0 && count <= of && of < Number.POSITIVE_INFINITY)) {
      throw new BugError("INTERNAL", `a rate of ${count} of ${of}`);
    }
  }
  if (tried.positive.of === 0) {
    return notEstimable("the judge judged nothing");
  }
  if (tried.sensitivity.of === 0 || tried.specificity.of === 0) {
    return notEstimable(`no reply known to be ${tried.sensitivity.of === 0 ? "positive" : "negative"} was tried`);
  }
  const z = normalQuantile((1 + level) / 2);
  const apparent = adjusted(tried.positive, z * z);
  const sensitivity = adjusted(tried.sensitivity, 2);
  const specificity = adjusted(tried.specificity, 2);
  const better = sensitivity.rate + specificity.rate - 1;
  if (better <= z * Math.sqrt(sensitivity.variance + specificity.variance)) {
    return notEstimable("the judge is not clearly better than chance on the replies it was tried on");
  }
  const rate = (apparent.rate + specificity.rate - 1) / better;
  const ofSensitivity = rate * rate * sensitivity.variance;
  const ofSpecificity = (1 - rate) * (1 - rate) * specificity.variance;
  const shift = 2 * z * z * (rate * sensitivity.variance - (1 - rate) * specificity.variance);
  const half = (z * Math.sqrt(apparent.variance + ofSensitivity + ofSpecificity)) / better;
  const value = within(
    (share(tried.positive) + share(tried.specificity) - 1) / (share(tried.sensitivity) + share(tried.specificity) - 1),
  );
  return {
    status: "estimated",
    value,
    low: Math.min(value, within(rate + shift - half)),
    high: Math.max(value, within(rate + shift + half)),
    apparent: share(tried.positive),
    sensitivity: share(tried.sensitivity),
    specificity: share(tried.specificity),
  };
}

/** A rate with so many observations more, half of them positive. */
function adjusted({ count, of }: CountOf, more: number): { readonly rate: number; readonly variance: number } {
  const rate = (count + more / 2) / (of + more);
  return { rate, variance: (rate * (1 - rate)) / (of + more) };
}

function share({ count, of }: CountOf): number {
  return count / of;
}

function within(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}
