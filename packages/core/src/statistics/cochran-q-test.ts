import { BugError } from "../base/errors.ts";
import { chiSquareUpperTail } from "./chi-square-cdf.ts";

/** Cochran's Q with its p-value. */
export interface CochranQTest {
  /** Q, at least 0. */
  readonly statistic: number;
  /** Models − 1. */
  readonly degrees: number;
  readonly p: number;
  /** Units that not all models got alike; the others say nothing about a difference. */
  readonly informative: number;
}

/**
 * Cochran's Q test of whether several models are right equally often on the same independent units; with two models
 * McNemar's chi-square without continuity correction. The chi-square approximation is good from about 24 answers on
 * units that are informative (Tate & Brown), and errs on the safe side for fewer.
 *
 * Null for fewer than two models. Without an informative unit (no unit at all, or models that are all alike) Q is 0 and
 * p is 1. Throws INTERNAL for a point other than 0 and 1, or models with different numbers of units.
 * Source: Cochran 1950, doi:10.1093/biomet/37.3-4.256; Tate & Brown 1970, JASA 65, 155–160.
 *
 * @param points For each model its 0/1 points, one a unit, the units in one order.
 * @example cochranQTest([Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 0), Float64Array.of(0, 0, 0)])?.statistic // 4.666…
 */
export function cochranQTest(points: readonly Float64Array[]): CochranQTest | null {
  const models = points.length;
  const units = points[0]?.length ?? 0;
  if (models < 2) {
    return null;
  }
  const rightOfUnit = new Float64Array(units);
  let total = 0;
  let squaredTotals = 0;
  for (const [model, row] of points.entries()) {
    const right = addRow(row, rightOfUnit, model);
    total += right;
    squaredTotals += right * right;
  }
  let spread = 0;
  let informative = 0;
  for (let unit = 0; unit < units; unit++) {
    const right = rightOfUnit[unit] ?? 0;
    spread += right * (models - right);
    informative += right > 0 && right < models ? 1 : 0;
  }
  const degrees = models - 1;
  const statistic = spread === 0 ? 0 : (degrees * (models * squaredTotals - total * total)) / spread;
  return { statistic, degrees, p: chiSquareUpperTail(statistic, degrees), informative };
}

/** Adds a model's points to those of the units; the model's total. */
function addRow(row: Float64Array, rightOfUnit: Float64Array, model: number): number {
  if (row.length !== rightOfUnit.length) {
    throw new BugError("INTERNAL", `model ${model} has ${row.length} units, the first has ${rightOfUnit.length}`);
  }
  let right = 0;
  for (let unit = 0; unit < row.length; unit++) {
    const point = row[unit] ?? 0;
    if (point !== 0 && point !== 1) {
      throw new BugError("INTERNAL", `Cochran's Q of a point that is not 0 or 1: ${point} in unit ${unit}`);
    }
    rightOfUnit[unit] = (rightOfUnit[unit] ?? 0) + point;
    right += point;
  }
  return right;
}
