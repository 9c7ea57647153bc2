import { BugError } from "../base/errors.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { StratifiedRate } from "./stratified-rate-interval.ts";
import { wilsonEffectiveSize } from "./wilson-effective-size.ts";
import { scoreInterval } from "./wilson-interval.ts";

/** A proportion as a fallible instrument measured it on all, and how the instrument errs, found on a sample. */
export interface FalliblyMeasured {
  /** The proportion as measured, with its interval of sampling. */
  readonly measured: StratifiedRate;
  /** Rate, over all, of what the instrument missed: cases it counted as none (points lost). */
  readonly missed: StratifiedRate;
  /** Rate, over all, of what it counted wrongly: points that were not earned. */
  readonly spurious: StratifiedRate;
}

/**
 * The proportion without the instrument's errors, and an interval that holds both uncertainties: of the sample of
 * items, and of the sample on which the errors were found.
 *
 * The value is the difference estimator of double sampling, measured + missed − spurious, unbiased because the second
 * sample is drawn from the first. (Rogan and Gladen's correction from sensitivity and specificity is for instruments
 * tried on another population.) The interval is made by squares and sums of the distances to the limits of the parts
 * (Newcombe's square-and-add, Zou and Donner's MOVER): Wilson's interval at the corrected value on the effective size
 * of the measured one, and the limits of missed and spurious, whose estimates are multinomial and so correlate
 * negatively. Taking measured and corrections as independent is on the safe side: what is missed was counted as none.
 * What is missed can be no more than what was not counted, what is spurious no more than what was.
 *
 * Throws INTERNAL for a level outside (0, 1) or rates outside 0–1.
 * Source: Cochran 1977, Sampling Techniques, 12.9–12.11; Tenenbein 1970, doi:10.1080/01621459.1970.10481170;
 * Zou & Donner 2008, doi:10.1002/sim.3095; Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510.
 *
 * @example
 * const exactly = (value: number) => ({ value, low: value, high: value });
 * correctedProportion({ measured: { value: 0.8, low: 0.71, high: 0.87 }, missed: exactly(0.02), spurious: exactly(0) }, 0.95)
 * // { value: 0.82, low: 0.73…, high: 0.88… }
 */
export function correctedProportion({ measured, missed, spurious }: FalliblyMeasured, level: number): StratifiedRate {
  requireLevel(level);
  for (const { value, low, high } of [measured, missed, spurious]) {
    if (!(low >= 0 && low <= value && value <= high && high <= 1 + 1e-12)) {
      throw new BugError("INTERNAL", `a rate of ${value} in ${low} to ${high}`);
    }
  }
  const value = Math.min(1, Math.max(0, measured.value + missed.value - spurious.value));
  const gained = capped(missed, 1 - measured.value);
  const lost = capped(spurious, measured.value);
  const size = wilsonEffectiveSize(measured.value, measured, level);
  const sampling = samplingInterval(value, size, level);
  const correlation = multinomialCorrelation(missed.value, spurious.value);
  const below = spread(missed.value - gained.low, lost.high - spurious.value, correlation);
  const above = spread(gained.high - missed.value, spurious.value - lost.low, correlation);
  return {
    value,
    low: Math.max(0, value - Math.hypot(value - sampling.low, below)),
    high: Math.min(1, value + Math.hypot(sampling.high - value, above)),
  };
}

/** Limits that a rate cannot pass are drawn in; the value stays within them. */
function capped({ value, low, high }: StratifiedRate, most: number): Interval {
  return { low, high: Math.max(value, Math.min(high, most)) };
}

function samplingInterval(value: number, size: number, level: number): Interval {
  if (size === Number.POSITIVE_INFINITY) {
    return { low: value, high: value };
  }
  return size === 0 ? { low: 0, high: 1 } : scoreInterval(value, size, normalQuantile((1 + level) / 2));
}

/** Correlation of two estimated shares of one sample; 0 where one of them is 0. */
function multinomialCorrelation(first: number, second: number): number {
  const others = (1 - first) * (1 - second);
  return others > 0 ? Math.max(-1, -Math.sqrt((first * second) / others)) : -1;
}

function spread(first: number, second: number, correlation: number): number {
  return Math.sqrt(Math.max(0, first * first + second * second - 2 * correlation * first * second));
}
