import { BugError } from "../base/errors.ts";
import { effectiveClusters } from "./cluster-index.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import { scoreInterval } from "./wilson-interval.ts";

/** A score between 0 and 1 with its bootstrap replicates. */
export interface BootstrappedScore {
  /** The score of the data, 0–1. */
  readonly value: number;
  /** The score of each resample of clusters. */
  readonly replicates: Float64Array;
  /** Weight of each cluster in the score: its rows, or their summed weights. */
  readonly clusterWeights: Float64Array;
  /** Effective n is at most this: the number of rows, or fewer when their weights are uneven. */
  readonly rows: number;
  /** The variance is taken to be at least this, e.g. the jackknife's; default 0. */
  readonly leastVariance?: number;
}

/** Rounding left over in a variance that is zero on paper. */
const roundingVariance = 1e-20;

/**
 * Interval for a score between 0 and 1 (weighted F1, macro-accuracy) from its bootstrap replicates: their variance,
 * times k/(k − 1), gives an effective n = value(1 − value)/variance, and Wilson's interval on it gives the shape.
 * Percentile intervals of such scores cover far less than their level when clusters are few or the score is near
 * 0 or 1 (the calibration test shows it); this one stays within 0–1 and near the level.
 *
 * - The critical value is Student's t on Kish's effective number of clusters − 1 degrees of freedom, at least 1.
 * - A value of 0 or 1, one cluster, or replicates that do not vary tell nothing of the variance: then n is the
 *   effective number of clusters, with a normal critical value, as in `clusteredWilsonInterval`.
 *
 * Null without clusters. Throws INTERNAL for a value outside 0–1, replicates that are not finite, or a level
 * outside (0, 1).
 */
export function bootstrapWilsonInterval(score: BootstrappedScore, level: number): Interval | null {
  requireLevel(level);
  const { value, replicates, clusterWeights, rows } = score;
  const clusters = clusterWeights.length;
  if (clusters === 0) {
    return null;
  }
  if (!(value >= 0 && value <= 1)) {
    throw new BugError("INTERNAL", `bootstrap interval of a score outside 0–1: ${value}`);
  }
  const effective = effectiveClusters(clusterWeights);
  const spread = value * (1 - value);
  const resampled = clusters < 2 ? 0 : (varianceOf(replicates) * clusters) / (clusters - 1);
  const variance = Math.max(resampled, score.leastVariance ?? 0);
  if (clusters < 2 || spread === 0 || variance <= roundingVariance) {
    return scoreInterval(value, effective, normalQuantile((1 + level) / 2));
  }
  const critical = studentTQuantile((1 + level) / 2, Math.max(1, effective - 1));
  return scoreInterval(value, Math.min(rows, spread / variance), critical);
}

function varianceOf(values: Float64Array): number {
  const n = values.length;
  if (n < 2) {
    return 0;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  if (!Number.isFinite(squares)) {
    throw new BugError("INTERNAL", "bootstrap interval of replicates that are not finite");
  }
  return squares / (n - 1);
}
