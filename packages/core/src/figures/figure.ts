import type { EChartsOption } from "echarts";

/** A chart ready to draw, in a browser (`option` in an element of that size) or to an SVG string (`renderSvg`). */
export interface Figure {
  readonly option: EChartsOption;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels; follows from the number of rows. */
  readonly height: number;
}

/** Words and number formats of a figure, so that a figure speaks the report's language. */
export interface FigureWords {
  /** A rate 0–1 as a person reads it: "72.4%". */
  percent(rate: number): string;
  /** A round rate for an axis: "70%". */
  wholePercent(rate: number): string;
}

/** Font size of labels in figures, CSS pixels. */
export const labelSizePx = 12;

/** Text style shared by every figure: the page's own font. */
export const figureText = { fontFamily: "inherit", fontSize: labelSizePx } as const;
