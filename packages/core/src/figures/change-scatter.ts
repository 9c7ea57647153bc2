import type { Figure } from "./figure.ts";
import { type ForestWords, forestAxis } from "./forest-figure.ts";
import { type ScatterAxis, type ScatterPoint, valueScatter } from "./value-scatter.ts";

/**
 * Differences in points, −1 to 1, against a quantity, with intervals: a scatter whose upright axis holds zero and every
 * interval. No point gives empty axes.
 */
export function changeScatter(
  points: readonly ScatterPoint[],
  axis: ScatterAxis,
  words: ForestWords,
  widthPx = 760,
): Figure {
  const upright = forestAxis(points, null, 8);
  return valueScatter(
    points,
    axis,
    { ...upright, format: (difference) => words.wholePoints(difference), zeroLine: true },
    widthPx,
  );
}
