import type { Figure, FigureWords } from "./figure.ts";
import { leaderboardRange } from "./leaderboard-figure.ts";
import { type ScatterAxis, type ScatterPoint, valueScatter } from "./value-scatter.ts";

/** `valueScatter` of accuracies, 0–1, on an axis in tens of per cent. */
export function accuracyScatter(
  points: readonly ScatterPoint[],
  axis: ScatterAxis,
  words: FigureWords,
  widthPx = 760,
  path: readonly number[] = [],
): Figure {
  const [from, to] = leaderboardRange(points.map((point) => ({ ...point, model: point.name })));
  const upright = { from, to, step: 0.1, format: (rate: number) => words.wholePercent(rate) };
  return valueScatter(points, axis, upright, widthPx, path);
}
