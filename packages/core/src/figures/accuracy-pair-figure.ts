import type { CustomSeriesRenderItem } from "echarts";
import type { Figure, FigureWords } from "./figure.ts";
import { leaderboardRange } from "./leaderboard-figure.ts";
import { figureColours } from "./palette.ts";
import { isNarrow, partedNames, pointRows, valueAxis, whiskerLines } from "./point-axis.ts";

/** An accuracy with its interval, 0–1. */
export interface PairedAccuracy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two accuracies of one line: of two kinds of replies, say. */
export interface AccuracyPair {
  /** Its name in parts, which stand below each other where the name is too long. */
  readonly name: readonly string[];
  /** Null where there is none: the line stays, without that point. */
  readonly filled: PairedAccuracy | null;
  readonly hollow: PairedAccuracy | null;
}

/** How far the two points of a line stand from its middle. */
const apartPx = 7;

/** Pairs of accuracies with intervals, a filled point above a hollow one, in the order given, first at the top. */
export function accuracyPairFigure(pairs: readonly AccuracyPair[], words: FigureWords, widthPx = 760): Figure {
  const mostNames = isNarrow(widthPx) ? 0.4 : 0.46;
  const { names, heightPx } = partedNames(
    pairs.map(({ name }) => name),
    widthPx,
    mostNames,
  );
  const { height, option } = pointRows({
    names,
    widthPx,
    rowHeightPx: Math.max(38, heightPx),
    topPx: 8,
    rightPx: 26,
    mostNames,
  });
  const drawn = pairs.flatMap(({ filled, hollow }, row) => [
    ...(filled === null ? [] : [{ row, point: filled, isHollow: 0 }]),
    ...(hollow === null ? [] : [{ row, point: hollow, isHollow: 1 }]),
  ]);
  const [from, to] = leaderboardRange(drawn.map(({ point }) => ({ model: "", ...point })));
  return {
    width: widthPx,
    height,
    option: {
      ...option,
      xAxis: valueAxis({ from, to, step: (to - from) * 10 > (isNarrow(widthPx) ? 3 : 8) ? 0.2 : 0.1 }, (rate) =>
        words.wholePercent(rate),
      ),
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.point.sentinel, borderColor: figureColours.paper.sentinel },
          renderItem: mark,
          data: drawn.map(({ row, point, isHollow }) => [point.value, row, point.low, point.high, isHollow]),
        },
      ],
    },
  };
}

const mark: CustomSeriesRenderItem = (_params, api) => {
  const colour = String(api.visual("color"));
  const isHollow = Number(api.value(4)) === 1;
  const [x = 0, middle = 0] = api.coord([api.value(0), api.value(1)]);
  const [low = 0] = api.coord([api.value(2), api.value(1)]);
  const [high = 0] = api.coord([api.value(3), api.value(1)]);
  const y = middle + (isHollow ? apartPx : -apartPx);
  return {
    type: "group",
    children: [
      ...whiskerLines(low, high, y, 3, colour),
      {
        type: "circle",
        shape: { cx: x, cy: y, r: 4.5 },
        style: { fill: isHollow ? String(api.visual("borderColor")) : colour, stroke: colour, lineWidth: 1.6 },
      },
    ],
  };
};
