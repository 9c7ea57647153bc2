import type { CustomSeriesRenderItem } from "echarts";
import type { Figure, FigureWords } from "./figure.ts";
import { figureColours } from "./palette.ts";
import { pointRows, uprightLine, valueAxis, whiskerLines } from "./point-axis.ts";
import { singleLine } from "./printable-text.ts";

/** A gap with its interval, −1 to 1. */
export interface GapPoint {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One model's gap between two levels. */
export interface LevelGapLine {
  readonly model: string;
  /** Null where it could not be estimated: the model keeps its line. */
  readonly raw: GapPoint | null;
  readonly adjusted: GapPoint | null;
}

const rowHeightPx = 42;
const topPx = 10;
/** How far the two points of a model stand from the middle of its row. */
const apartPx = 8;

/**
 * The gap between two levels for each model, with intervals: a filled point as it is, a hollow one within kinds of
 * question, around a line at 0. In the order given, the first at the top. The axis is in percentage points.
 */
export function levelGapFigure(lines: readonly LevelGapLine[], words: FigureWords, widthPx = 760): Figure {
  const { height, option } = pointRows({
    names: lines.map(({ model }) => [singleLine(model)]),
    widthPx,
    rowHeightPx,
    topPx,
    rightPx: 22,
    mostNames: 0.36,
  });
  const drawn = lines.flatMap(({ raw, adjusted }, row) => [
    ...(raw === null ? [] : [{ row, point: raw, hollow: 0 }]),
    ...(adjusted === null ? [] : [{ row, point: adjusted, hollow: 1 }]),
  ]);
  const far = Math.max(0.1, ...drawn.flatMap(({ point }) => [Math.abs(point.low), Math.abs(point.high)]));
  const most = Math.min(1, Math.ceil(far * 10 - 1e-9) / 10);
  const step = most > 0.5 ? 0.5 : most > 0.2 ? 0.2 : 0.1;
  return {
    width: widthPx,
    height,
    option: {
      ...option,
      // Without the sign of a percentage: the axis is in points.
      xAxis: valueAxis({ from: -most, to: most, step }, (points) =>
        words.wholePercent(points).replace(/[\s\u00a0]?%/u, ""),
      ),
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: uprightLine(1.5),
          data: [[0, 0]],
        },
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.point.sentinel, borderColor: figureColours.paper.sentinel },
          renderItem: gapMark,
          data: drawn.map(({ row, point, hollow }) => [point.value, row, point.low, point.high, hollow]),
        },
      ],
    },
  };
}

const gapMark: CustomSeriesRenderItem = (_params, api) => {
  const colour = String(api.visual("color"));
  const hollow = Number(api.value(4)) === 1;
  const [x = 0, middle = 0] = api.coord([api.value(0), api.value(1)]);
  const [low = 0] = api.coord([api.value(2), api.value(1)]);
  const [high = 0] = api.coord([api.value(3), api.value(1)]);
  const y = middle + (hollow ? apartPx : -apartPx);
  return {
    type: "group",
    children: [
      ...whiskerLines(low, high, y, 4, colour),
      {
        type: "circle",
        shape: { cx: x, cy: y, r: 5 },
        style: { fill: hollow ? String(api.visual("borderColor")) : colour, stroke: colour, lineWidth: 2 },
      },
    ],
  };
};
