import type { CustomSeriesRenderItem, EChartsOption } from "echarts";
import { figureText, labelSizePx } from "./figure.ts";
import { figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

// What figures share that show values as points with intervals, a row each, over one axis of values.

/** Height below the rows for the labels of the axis, CSS pixels. */
const axisHeightPx = 34;
/** Between a row's name and the plot. */
const nameGapPx = 14;
/** Narrower figures have fewer steps and names on two lines. */
const narrowPx = 500;

/** Whether a figure is so narrow that labels would touch. */
export function isNarrow(widthPx: number): boolean {
  return widthPx < narrowPx;
}

/** A label's line, CSS pixels. */
const lineHeightPx = 15;

/**
 * Names made of parts as lines: one line where all names fit into this share of the width, else each part below the other.
 *
 * @returns The lines by row, and the height a row needs to hold them.
 */
export function partedNames(
  parts: readonly (readonly string[])[],
  widthPx: number,
  mostNames: number,
): { readonly names: readonly (readonly string[])[]; readonly heightPx: number } {
  const whole = parts.map((own) => [singleLine(own.join(""))]);
  const fits = whole.every(([line = ""]) => textWidth(line, labelSizePx) <= widthPx * mostNames);
  const names = fits ? whole : parts.map((own) => own.map(singleLine));
  return { names, heightPx: 6 + lineHeightPx * Math.max(1, ...names.map(({ length }) => length)) };
}

/** Rows of a figure, each under a name of one or more lines. */
export interface PointRows {
  /** By row, the lines of its name: plain text on one line each. */
  readonly names: readonly (readonly string[])[];
  readonly widthPx: number;
  readonly rowHeightPx: number;
  /** Above the first row. */
  readonly topPx: number;
  /** Right of the plot: for a column of values, or half a label of the axis. */
  readonly rightPx: number;
  /** Largest share of the width that names take; longer ones are cut. */
  readonly mostNames: number;
}

/** Height, and everything of the option but the axis of values and the series; without rows there is room for one. */
export function pointRows({ names, widthPx, rowHeightPx, topPx, rightPx, mostNames }: PointRows): {
  readonly height: number;
  readonly option: Pick<EChartsOption, "animation" | "textStyle" | "grid" | "yAxis">;
} {
  const widest = Math.max(40, ...names.flat().map((line) => textWidth(line, labelSizePx)));
  const room = Math.min(widthPx * mostNames, widest);
  return {
    height: topPx + axisHeightPx + rowHeightPx * Math.max(1, names.length),
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + nameGapPx, right: rightPx, top: topPx, bottom: axisHeightPx, containLabel: false },
      yAxis: {
        type: "category",
        inverse: true,
        // Row numbers, not names: two rows may have one shortened name, and a category axis merges equal ones.
        data: names.map((_lines, row) => String(row)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          ...(names.some((lines) => lines.length > 1) ? { lineHeight: lineHeightPx } : {}),
          formatter: (row: string) =>
            (names[Number(row)] ?? []).map((line) => fitText(line, labelSizePx, room)).join("\n"),
        },
        axisLine: { show: false },
        axisTick: { show: false },
      },
    },
  };
}

/** The axis of values below the rows, with lines at its steps. */
export function valueAxis(
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  format: (value: number) => string,
): NonNullable<EChartsOption["xAxis"]> {
  return {
    type: "value",
    min: from,
    max: to,
    interval: step,
    axisLabel: { color: figureColours.muted.sentinel, formatter: format },
    splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
    axisLine: { show: false },
  };
}

/** Draws intervals as lines with ends of so many pixels up and down; data: lower limit, row, upper limit. */
export function intervalWhisker(endPx: number): CustomSeriesRenderItem {
  return (_params, api) => {
    const [startX = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
    const [endX = 0] = api.coord([api.value(2), api.value(1)]);
    return { type: "group", children: whiskerLines(startX, endX, y, endPx, String(api.visual("color"))) };
  };
}

/** The three lines of an interval, for a drawing that adds its own point. */
export function whiskerLines(startX: number, endX: number, y: number, endPx: number, colour: string) {
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: colour, lineWidth: 1.5 },
  });
  return [line(startX, y, endX, y), line(startX, y - endPx, startX, y + endPx), line(endX, y - endPx, endX, y + endPx)];
}

/** Draws lines through all rows; data: value, row, 1 for a dashed line. */
export function uprightLine(lineWidth: number): CustomSeriesRenderItem {
  return (params, api) => {
    const [x = 0] = api.coord([api.value(0), 0]);
    const plot = params.coordSys as unknown as { readonly y: number; readonly height: number };
    return {
      type: "line",
      shape: { x1: x, y1: plot.y, x2: x, y2: plot.y + plot.height },
      style: {
        stroke: String(api.visual("color")),
        lineWidth,
        ...(api.value(2) === 1 ? { lineDash: [4, 3] } : {}),
      },
    };
  };
}

/** Printed values in one column at the right end of the axis, so that they never cover a whisker. */
export function valueColumn(values: readonly { readonly row: number; readonly text: string }[], to: number) {
  return {
    type: "scatter" as const,
    silent: true,
    symbolSize: 0,
    data: values.map(({ row, text }) => ({
      value: [to, row],
      label: {
        show: true,
        position: "right" as const,
        distance: 8,
        color: figureColours.ink.sentinel,
        formatter: text,
      },
    })),
  };
}
