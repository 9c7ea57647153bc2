import type { CustomSeriesRenderItem } from "echarts";
import { type Figure, figureText, labelSizePx } from "./figure.ts";
import { type FigureColour, figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** One place in a scatter of a value with its interval. */
export interface ScatterPoint {
  readonly name: string;
  /** What stands on the horizontal axis; above 0 on a logarithmic one. */
  readonly x: number;
  /** On the upright axis, and its interval; without one, no whisker. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly symbol: "circle" | "diamond";
  /** Hollow points stand back. */
  readonly filled: boolean;
}

/** The horizontal axis of a scatter. */
export interface ScatterAxis {
  readonly title: string;
  readonly scale: "linear" | "log";
  /** The greatest value there can be, where a linear axis should not go past it. */
  readonly most?: number;
  /** Text of a value on the axis. */
  format(value: number): string;
}

/** The upright axis of a scatter: its ends, the step of its lines and the text of a value on it. */
export interface UprightAxis {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  format(value: number): string;
  /** Whether a line is drawn at zero; default no. */
  readonly zeroLine?: boolean;
}

const plot = { leftPx: 46, rightPx: 16, topPx: 12, bottomPx: 46, heightPx: 330 };
const pointSizePx = 10;
const lineHeightPx = 15;
/** Between a point and its name. */
const gapPx = 11;

/**
 * A value against a quantity: points with whiskers, each with its name beside it where there is room. Names are moved
 * up or down so that they do not cover each other. No point gives empty axes. A path joins the points of these places,
 * in steps.
 */
export function valueScatter(
  points: readonly ScatterPoint[],
  axis: ScatterAxis,
  { from, to, step, format, zeroLine = false }: UprightAxis,
  widthPx = 760,
  path: readonly number[] = [],
): Figure {
  const names = points.map(({ name }) => singleLine(name));
  const [least, most] = xRange(
    points.map(({ x }) => x),
    axis,
  );
  const width = widthPx - plot.leftPx - plot.rightPx;
  const height = plot.heightPx - plot.topPx - plot.bottomPx;
  const along = (x: number): number =>
    axis.scale === "log" ? Math.log10(x / least) / Math.log10(most / least) : (x - least) / (most - least);
  const labels = placedLabels(
    points.map(({ x, value }, at) => ({
      text: fitText(names[at] ?? "", labelSizePx, width * 0.45),
      x: plot.leftPx + width * along(x),
      y: plot.topPx + height * (1 - (value - from) / (to - from)),
    })),
    { left: plot.leftPx, right: widthPx, top: plot.topPx, bottom: plot.heightPx - plot.bottomPx },
  );
  return {
    width: widthPx,
    height: plot.heightPx,
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: plot.leftPx, right: plot.rightPx, top: plot.topPx, bottom: plot.bottomPx, containLabel: false },
      xAxis: {
        type: axis.scale === "log" ? "log" : "value",
        min: least,
        max: most,
        name: axis.title,
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { color: figureColours.muted.sentinel },
        axisLabel: {
          color: figureColours.muted.sentinel,
          hideOverlap: true,
          // The end of a linear axis is no round number, but where it is the greatest there can be.
          ...(axis.scale === "linear" && most !== axis.most ? { showMaxLabel: false } : {}),
          formatter: (value: number) => axis.format(value),
        },
        splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
        axisLine: { show: false, onZero: false },
      },
      yAxis: {
        type: "value",
        min: from,
        max: to,
        interval: step,
        axisLabel: { color: figureColours.muted.sentinel, formatter: (value: number) => format(value) },
        splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
        axisLine: { show: false },
      },
      series: [
        ...(zeroLine
          ? [
              {
                type: "custom" as const,
                silent: true,
                itemStyle: { color: figureColours.muted.sentinel },
                renderItem: levelLine,
                data: [[least, 0]],
              },
            ]
          : []),
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: steps,
          data: path.slice(1).flatMap((at, place) => {
            const [start, end] = [points[path[place] ?? -1], points[at]];
            return start === undefined || end === undefined ? [] : [[start.x, start.value, end.x, end.value]];
          }),
        },
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.point.sentinel },
          renderItem: whisker,
          data: points.flatMap(({ x, low, high }) => (low === null || high === null ? [] : [[x, low, high]])),
        },
        {
          type: "scatter",
          silent: true,
          data: points.map(({ x, value, symbol, filled }) => ({
            value: [x, value],
            symbol,
            symbolSize: symbol === "diamond" ? pointSizePx * 1.35 : pointSizePx,
            itemStyle: pointStyle(filled ? figureColours.point : figureColours.paper),
          })),
        },
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.ink.sentinel, borderColor: figureColours.paper.sentinel },
          renderItem: nameOf(labels),
          data: labels.map((_, at) => [least, from, at]),
        },
      ],
    },
  };
}

function pointStyle(fill: FigureColour) {
  return { color: fill.sentinel, opacity: 1, borderColor: figureColours.point.sentinel, borderWidth: 1.5 };
}

/** From the power of ten, or its 2 or 5 times, at or below the least value to that at or above the greatest; linear from 0. */
function xRange(
  values: readonly number[],
  { scale, most: greatest = Number.POSITIVE_INFINITY }: ScatterAxis,
): readonly [number, number] {
  if (values.length === 0) {
    return scale === "log" ? [1, 10] : [0, 1];
  }
  const most = Math.max(...values);
  if (scale === "linear") {
    return [0, Math.min(greatest, most > 0 ? most * 1.1 : 1)];
  }
  const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...values))), 10 ** Math.ceil(Math.log10(most))];
  return [low, high > low ? high : low * 10];
}

interface Label {
  readonly text: string;
  /** Place of the point, CSS pixels of the figure. */
  readonly x: number;
  readonly y: number;
}

interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: "left" | "right";
}

/** Each name right of its point, or left where there is no room, at the nearest height at which it covers no other. */
function placedLabels(
  labels: readonly Label[],
  area: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): readonly PlacedLabel[] {
  const taken: { left: number; right: number; y: number }[] = labels.map(({ x, y }) => ({
    left: x - 6,
    right: x + 6,
    y,
  }));
  return labels.map(({ text, x, y }, own) => {
    const wide = textWidth(text, labelSizePx);
    const toRight = x + gapPx + wide <= area.right;
    const [left, right] = toRight ? [x + gapPx, x + gapPx + wide] : [x - gapPx - wide, x - gapPx];
    const free = (height: number): boolean =>
      height > area.top &&
      height < area.bottom &&
      taken.every(
        (other, at) =>
          at === own || other.right < left || other.left > right || Math.abs(other.y - height) >= lineHeightPx,
      );
    const shifts = Array.from({ length: 40 }, (_, step) => (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * 4);
    const height = shifts.map((shift) => y + shift).find(free) ?? y;
    taken.push({ left, right, y: height });
    return { text, x: toRight ? left : right, y: height, align: toRight ? "left" : "right" };
  });
}

function nameOf(labels: readonly PlacedLabel[]): CustomSeriesRenderItem {
  return (_params, api) => {
    const label = labels[Number(api.value(2))];
    return {
      type: "text",
      x: label?.x ?? 0,
      y: label?.y ?? 0,
      style: {
        text: label?.text ?? "",
        fill: String(api.visual("color")),
        // A line behind a name must not run through it.
        stroke: String(api.visual("borderColor")),
        lineWidth: 3,
        fontSize: labelSizePx,
        fontFamily: figureText.fontFamily,
        align: label?.align ?? "left",
        verticalAlign: "middle",
      },
    };
  };
}

const levelLine: CustomSeriesRenderItem = (params, api) => {
  const [, y = 0] = api.coord([api.value(0), api.value(1)]);
  const area = params.coordSys as unknown as { readonly x: number; readonly width: number };
  return {
    type: "line",
    shape: { x1: area.x, y1: y, x2: area.x + area.width, y2: y },
    style: { stroke: String(api.visual("color")), lineWidth: 1.2 },
  };
};

const whisker: CustomSeriesRenderItem = (_params, api) => {
  const stroke = String(api.visual("color"));
  const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
  const [, high = 0] = api.coord([api.value(0), api.value(2)]);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: 1.2 },
  });
  return {
    type: "group",
    children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)],
  };
};

const steps: CustomSeriesRenderItem = (_params, api) => {
  const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
  const [x2 = 0, y2 = 0] = api.coord([api.value(2), api.value(3)]);
  return {
    type: "polyline",
    shape: {
      points: [
        [x1, y1],
        [x2, y1],
        [x2, y2],
      ],
    },
    style: { stroke: String(api.visual("color")), lineWidth: 1, lineDash: [4, 3], fill: "none" },
  };
};
