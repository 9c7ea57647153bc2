import { type AccuracySpread, accuracySpread } from "./accuracy-spread.ts";
import type { Interval } from "./interval.ts";
import { percentileInterval } from "./percentile-interval.ts";
import { rangeOf, spreadInterval } from "./spread-interval.ts";

/** Intervals for the numbers of an accuracy spread, and the spread without chance. */
export interface AccuracySpreadIntervals {
  /** Null where there is nothing to make one of. */
  readonly intervals: Readonly<Record<keyof AccuracySpread, Interval | null>>;
  /** Spread that is left once the noise of the items is taken off (`spreadInterval`); null where that is not known. */
  readonly beyondChance: number | null;
}

/**
 * By resample, the error of the mean, the largest and the least error, the same of the distances from the mean, and what
 * these let the combined score be.
 */
interface SpreadErrors {
  readonly mean: number[];
  readonly most: number[];
  readonly least: number[];
  readonly mostFromMean: number[];
  readonly leastFromMean: number[];
  readonly leastCombined: number[];
  readonly mostCombined: number[];
}

/**
 * Intervals for the numbers of `accuracySpread` from resampled accuracies.
 *
 * The mean has the expanded percentile interval. The others lean: the best of several is too high by chance, in the data
 * and once more in every resample, so that percentile and basic intervals do not hold (they covered 60–90% instead of
 * 95% where prompts do not differ). Spread and deviation have `spreadInterval`. For the others it counts how far errors
 * can carry them, whichever prompt is the best: with e the errors of the accuracies, the true maximum lies between
 * max − max e and max − min e, the true minimum between min − max e and min − min e, saturation likewise with errors of
 * the distances from the mean, and the combined score among those of such maxima beside the mean − mean e. Quantiles of
 * these bounds over the resamples hold, and are wider than they would have to be where one prompt is clearly the best.
 * Every interval holds its value and keeps within its range.
 *
 * @param accuracies Of one model by prompt, 0–1.
 * @param replicates By prompt, the accuracy in each resample; resamples where one is NaN are left out.
 * @param clusters Number of clusters that were resampled.
 * @param level Confidence level, 0–1.
 * Source: the inequalities are Viva's own; see also `spreadInterval` and `percentileInterval`.
 */
export function accuracySpreadIntervals(
  accuracies: Float64Array,
  replicates: readonly Float64Array[],
  clusters: number,
  level: number,
): AccuracySpreadIntervals {
  const observed = accuracySpread(accuracies);
  if (observed === null) {
    return { intervals: nothing, beyondChance: null };
  }
  const errors = spreadErrors(accuracies, observed, replicates);
  const bounds = (name: keyof SpreadErrors): Interval | null =>
    errors[name].length === 0 ? null : percentileInterval(Float64Array.from(errors[name]), clusters, level);
  const data = { values: accuracies, replicates, clusters: replicates.map(() => Math.max(1, clusters)) };
  const spread = spreadInterval(data, rangeOf, level);
  const deviation = spreadInterval(data, (values) => deviationOf(values), level);
  const mean = bounds("mean");
  const most = bounds("most");
  const least = bounds("least");
  const mostFromMean = bounds("mostFromMean");
  const leastFromMean = bounds("leastFromMean");
  const lowCombined = bounds("leastCombined");
  const highCombined = bounds("mostCombined");
  const between = (value: number): Interval | null =>
    most === null || least === null ? null : within(value, value - most.high, value - least.low);
  return {
    intervals: {
      mean: mean === null ? null : within(observed.mean, observed.mean + mean.low, observed.mean + mean.high),
      max: between(observed.max),
      min: between(observed.min),
      spread: spread === null ? null : within(observed.spread, spread.low, spread.high),
      deviation: deviation === null ? null : within(observed.deviation, deviation.low, deviation.high, 0.5),
      // 1 less the best prompt's distance from the mean: what raises the one lowers the other.
      saturation:
        mostFromMean === null || leastFromMean === null
          ? null
          : within(
              observed.saturation,
              observed.saturation + leastFromMean.low,
              observed.saturation + mostFromMean.high,
            ),
      combined:
        lowCombined === null || highCombined === null
          ? null
          : within(observed.combined, lowCombined.low, highCombined.high),
    },
    beyondChance: spread?.beyondChance ?? null,
  };
}

const nothing: AccuracySpreadIntervals["intervals"] = {
  mean: null,
  max: null,
  min: null,
  spread: null,
  deviation: null,
  saturation: null,
  combined: null,
};

function spreadErrors(
  accuracies: Float64Array,
  observed: AccuracySpread,
  replicates: readonly Float64Array[],
): SpreadErrors {
  const errors: SpreadErrors = {
    mean: [],
    most: [],
    least: [],
    mostFromMean: [],
    leastFromMean: [],
    leastCombined: [],
    mostCombined: [],
  };
  for (let resample = 0; resample < (replicates[0]?.length ?? 0); resample++) {
    const error = accuracies.map((accuracy, prompt) => (replicates[prompt]?.[resample] ?? Number.NaN) - accuracy);
    if (error.some((one) => Number.isNaN(one))) {
      continue;
    }
    const mean = meanOf(error);
    const most = Math.max(...error);
    const least = Math.min(...error);
    const combined = combinedBounds(observed.mean - mean, observed.max - most, observed.max - least);
    errors.mean.push(mean);
    errors.most.push(most);
    errors.least.push(least);
    errors.mostFromMean.push(most - mean);
    errors.leastFromMean.push(least - mean);
    errors.leastCombined.push(combined.low);
    errors.mostCombined.push(combined.high);
  }
  return errors;
}

/** What (1 − max + mean) × max can be for this mean and a maximum between the bounds: a parabola over the maximum. */
function combinedBounds(mean: number, lowMax: number, highMax: number): Interval {
  const score = (max: number): number => (1 - max + mean) * max;
  const top = Math.min(highMax, Math.max(lowMax, (1 + mean) / 2));
  return { low: Math.min(score(lowMax), score(highMax)), high: score(top) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With k, as `accuracySpread` has it; differences as large as those of shares in either direction. */
function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function within(value: number, low: number, high: number, most = 1): Interval {
  return { low: Math.min(value, Math.max(0, low)), high: Math.max(value, Math.min(most, high)) };
}
