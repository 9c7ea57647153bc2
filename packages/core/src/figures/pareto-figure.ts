import type { AccuracyFront } from "../records/facts-analysis.ts";
import { accuracyScatter } from "./accuracy-scatter.ts";
import type { Figure, FigureWords } from "./figure.ts";

/** Words of a figure of a front. */
export interface ParetoFigureWords extends FigureWords {
  /** Title of the axis, with its unit. */
  readonly title: string;
  /** A cost on the axis. */
  cost(value: number): string;
}

/** Costs further apart than this, greatest over least, would crowd at one end of a linear axis. */
const mostLinearRatio = 20;

/**
 * Accuracy against what a call took, from 0, or logarithmic where costs lie far apart: filled points are on the Pareto front, and the dashed steps are the best
 * accuracy that can be had for so much. Hollow points are beaten by another model in both.
 */
export function paretoFigure(front: AccuracyFront, words: ParetoFigureWords, widthPx = 760): Figure {
  const shown = front.models.filter(({ accuracy }) => accuracy.value !== null);
  const points = shown.map(({ name, accuracy: { value, low, high }, cost, onFront }) => ({
    name,
    x: cost,
    value: value ?? 0,
    low,
    high,
    symbol: "circle" as const,
    filled: onFront,
  }));
  // Cheapest first, as the record has them: the front rises along them.
  const path = shown.flatMap(({ onFront }, at) => (onFront ? [at] : []));
  const costs = points.map(({ x }) => x);
  const scale = Math.max(...costs) > mostLinearRatio * Math.min(...costs) && Math.min(...costs) > 0 ? "log" : "linear";
  return accuracyScatter(points, { title: words.title, scale, format: words.cost }, words, widthPx, path);
}
