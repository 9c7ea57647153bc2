import type { CustomSeriesRenderItem } from "echarts";
import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { figureColours } from "./palette.ts";
import { intervalWhisker, isNarrow, pointRows, valueAxis, valueColumn } from "./point-axis.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** One model's point and interval; rates 0–1. */
export interface LeaderboardPoint {
  readonly model: string;
  /** Null when not estimable: the model keeps its line, without a point. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A value drawn as a line across all models; it was not measured with them. */
export interface ReferenceLine {
  readonly name: string;
  /** 0–1; outside the axis it is not drawn. */
  readonly value: number;
}

const rowHeightPx = 30;
const topPx = 8;
const lineLabelHeightPx = 17;

/**
 * Models as points with interval whiskers, in the order given (first at the top), on an axis that covers the
 * intervals in tens of per cent. Points, not bars, so the axis need not start at zero; its ends are printed.
 * No points at all gives an empty axis from 0 to 100 %. Give several figures one `range` to compare them by eye.
 * Reference lines are dashed and named above the models, each on a line of its own.
 */
export function leaderboardFigure(
  points: readonly LeaderboardPoint[],
  words: FigureWords,
  widthPx = 760,
  [from, to]: AxisRange = leaderboardRange(points),
  references: readonly ReferenceLine[] = [],
): Figure {
  const lines = references
    .filter(({ value }) => value >= from && value <= to)
    .sort((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1));
  const { height, option } = pointRows({
    names: points.map(({ model }) => [singleLine(model)]),
    widthPx,
    rowHeightPx,
    topPx: topPx + lines.length * lineLabelHeightPx,
    rightPx: 56,
    mostNames: 0.36,
  });
  const drawn = points.flatMap((point, row) => (point.value === null ? [] : [{ row, value: point.value, point }]));
  return {
    width: widthPx,
    height,
    option: {
      ...option,
      xAxis: valueAxis({ from, to, step: axisStep(from, to, widthPx) }, (rate) => words.wholePercent(rate)),
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel, borderColor: figureColours.paper.sentinel },
          renderItem: referenceLine(lines, words),
          data: lines.map(({ value }, index) => [value, 0, index]),
        },
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.point.sentinel },
          renderItem: intervalWhisker(5),
          data: drawn.flatMap(({ row, point }) =>
            point.low === null || point.high === null ? [] : [[point.low, row, point.high]],
          ),
        },
        {
          type: "scatter",
          silent: true,
          symbolSize: 10,
          itemStyle: {
            color: figureColours.point.sentinel,
            opacity: 1,
            borderColor: figureColours.paper.sentinel,
            borderWidth: 1.5,
          },
          data: drawn.map(({ row, value }) => [value, row]),
        },
        valueColumn(
          drawn.map(({ row, value }) => ({ row, text: words.percent(value) })),
          to,
        ),
      ],
    },
  };
}

/** Ends of an axis, rates 0–1. */
export type AxisRange = readonly [from: number, to: number];

/** The axis from the ten at or below the lowest to the ten at or above the highest value, lines included, at least 20 points wide. */
export function leaderboardRange(
  points: readonly LeaderboardPoint[],
  references: readonly ReferenceLine[] = [],
): AxisRange {
  const values = [
    ...points.flatMap((point) => [point.low, point.value, point.high].filter((value) => value !== null)),
    ...references.map(({ value }) => value),
  ];
  if (values.length === 0) {
    return [0, 1];
  }
  let from = Math.max(0, Math.floor(Math.min(...values) * 10 + 1e-9));
  let to = Math.min(10, Math.ceil(Math.max(...values) * 10 - 1e-9));
  while (to - from < 2) {
    if (to < 10) {
      to += 1;
    } else {
      from -= 1;
    }
  }
  return [from / 10, to / 10];
}

/** Every ten per cent, or every twenty where labels would touch. */
function axisStep(from: number, to: number, widthPx: number): number {
  return (to - from) * 10 > (isNarrow(widthPx) ? 5 : 10) ? 0.2 : 0.1;
}

/** A dashed line from its name down through every model; the name stands on the side that has room. */
function referenceLine(lines: readonly ReferenceLine[], words: FigureWords): CustomSeriesRenderItem {
  return (params, api) => {
    const [x = 0] = api.coord([api.value(0), 0]);
    const index = Number(api.value(2));
    const line = lines[index];
    const top = topPx + index * lineLabelHeightPx;
    const bottom = topPx + lines.length * lineLabelHeightPx;
    const plot = params.coordSys as unknown as { readonly x: number; readonly width: number; readonly height: number };
    const value = line === undefined ? "" : words.percent(line.value);
    const room = Math.max(x - plot.x, plot.x + plot.width - x) - 8 - textWidth(` ${value}`, labelSizePx);
    const text = `${fitText(singleLine(line?.name ?? ""), labelSizePx, room)} ${value}`;
    const toRight = plot.x + plot.width - x >= textWidth(text, labelSizePx) + 8 || x - plot.x < plot.width / 2;
    const color = String(api.visual("color"));
    return {
      type: "group",
      children: [
        {
          type: "line",
          shape: { x1: x, y1: top, x2: x, y2: bottom + plot.height },
          style: { stroke: color, lineWidth: 1, lineDash: [4, 3] },
        },
        {
          type: "text",
          x: toRight ? x + 5 : x - 5,
          y: top + lineLabelHeightPx / 2,
          style: {
            text,
            fill: color,
            fontSize: labelSizePx,
            fontFamily: figureText.fontFamily,
            align: toRight ? "left" : "right",
            verticalAlign: "middle",
            // A line above this name must not run through it.
            backgroundColor: String(api.visual("borderColor")),
          },
        },
      ],
    };
  };
}
