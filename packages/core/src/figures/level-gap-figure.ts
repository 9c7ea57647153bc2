import type { CustomSeriesRenderItem } from "echarts";
import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

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
const axisHeightPx = 34;
const topPx = 10;
/** How far the two points of a model stand from the middle of its row. */
const apartPx = 8;

/**
 * The gap between two levels for each model, with intervals: a filled point as it is, a hollow one within kinds of
 * question, around a line at 0. In the order given, the first at the top. The axis is in percentage points.
 */
export function levelGapFigure(lines: readonly LevelGapLine[], words: FigureWords, widthPx = 760): Figure {
  const names = lines.map(({ model }) => singleLine(model));
  const room = Math.min(widthPx * 0.36, Math.max(40, ...names.map((name) => textWidth(name, labelSizePx))));
  const drawn = lines.flatMap(({ raw, adjusted }, row) => [
    ...(raw === null ? [] : [{ row, point: raw, hollow: 0 }]),
    ...(adjusted === null ? [] : [{ row, point: adjusted, hollow: 1 }]),
  ]);
  const far = Math.max(0.1, ...drawn.flatMap(({ point }) => [Math.abs(point.low), Math.abs(point.high)]));
  const most = Math.min(1, Math.ceil(far * 10 - 1e-9) / 10);
  return {
    width: widthPx,
    height: topPx + axisHeightPx + rowHeightPx * Math.max(1, lines.length),
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + 14, right: 22, top: topPx, bottom: axisHeightPx, containLabel: false },
      xAxis: {
        type: "value",
        min: -most,
        max: most,
        interval: most > 0.5 ? 0.5 : most > 0.2 ? 0.2 : 0.1,
        axisLabel: {
          color: figureColours.muted.sentinel,
          // Without the sign of a percentage: the axis is in points.
          formatter: (points: number) => words.wholePercent(points).replace(/[\s\u00a0]?%/u, ""),
        },
        splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
        axisLine: { show: false },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: names.map((_name, row) => String(row)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          formatter: (row: string) => fitText(names[Number(row)] ?? "", labelSizePx, room),
        },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: zeroLine,
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

const zeroLine: CustomSeriesRenderItem = (params, api) => {
  const [x = 0] = api.coord([0, 0]);
  const plot = params.coordSys as unknown as { readonly y: number; readonly height: number };
  return {
    type: "line",
    shape: { x1: x, y1: plot.y, x2: x, y2: plot.y + plot.height },
    style: { stroke: String(api.visual("color")), lineWidth: 1.5 },
  };
};

const gapMark: CustomSeriesRenderItem = (_params, api) => {
  const colour = String(api.visual("color"));
  const hollow = Number(api.value(4)) === 1;
  const [x = 0, middle = 0] = api.coord([api.value(0), api.value(1)]);
  const [low = 0] = api.coord([api.value(2), api.value(1)]);
  const [high = 0] = api.coord([api.value(3), api.value(1)]);
  const y = middle + (hollow ? apartPx : -apartPx);
  const style = { stroke: colour, lineWidth: 1.5 };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    shape: { x1, y1, x2, y2 },
    style,
  });
  return {
    type: "group",
    children: [
      line(low, y, high, y),
      line(low, y - 4, low, y + 4),
      line(high, y - 4, high, y + 4),
      {
        type: "circle",
        shape: { cx: x, cy: y, r: 5 },
        style: { fill: hollow ? String(api.visual("borderColor")) : colour, stroke: colour, lineWidth: 2 },
      },
    ],
  };
};
