import type { CustomSeriesOption, EChartsOption } from "echarts";
import { figureText } from "./figure.ts";
import { type FigureColour, figureColours } from "./palette.ts";

/** Names of the axes of a small square figure of rates, and how its numbers are written. */
export interface RateAxes {
  readonly x: string;
  readonly y: string;
  /** A round rate for an axis: "70%". */
  wholePercent(rate: number): string;
}

/** Frame of a small figure whose horizontal axis goes from 0 to 1 and whose vertical one from 0 to `top`. */
export function rateFrame(
  { x, y, wholePercent }: RateAxes,
  top: number,
): Pick<EChartsOption, "animation" | "textStyle" | "grid" | "xAxis" | "yAxis"> {
  const axis = (name: string, most: number, nameGap: number) => ({
    type: "value" as const,
    min: 0,
    max: most,
    interval: most / 5,
    name,
    nameLocation: "middle" as const,
    nameGap,
    // The library takes labels for wider than they are and would move the name out of the drawing.
    nameMoveOverlap: false,
    nameTextStyle: { color: figureColours.muted.sentinel },
    axisLabel: {
      color: figureColours.muted.sentinel,
      hideOverlap: true,
      formatter: (rate: number) => wholePercent(rate),
    },
    splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
    axisLine: { show: false },
    axisTick: { show: false },
  });
  return {
    animation: false,
    textStyle: figureText,
    // Room is left by hand, for "100 %" too: making it by itself, the library would no longer leave a square.
    grid: { left: 68, right: 22, top: 12, bottom: 46, outerBoundsMode: "none" },
    xAxis: axis(x, 1, 28),
    yAxis: axis(y, top, 50),
  };
}

/** A line through points, as a series; none for fewer than two. */
export function pathSeries(
  points: readonly (readonly [x: number, y: number])[],
  colour: FigureColour,
  { widthPx, dashed }: { readonly widthPx: number; readonly dashed: boolean },
): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    itemStyle: { color: colour.sentinel },
    renderItem: (_params, api) => ({
      type: "polyline",
      shape: { points: points.map((point) => api.coord([...point])) },
      style: {
        stroke: String(api.visual("color")),
        lineWidth: widthPx,
        fill: "none",
        ...(dashed ? { lineDash: [4, 3] } : {}),
      },
    }),
    // One drawing for the whole line.
    data: points.length < 2 ? [] : [[...(points[0] ?? [])]],
  };
}
