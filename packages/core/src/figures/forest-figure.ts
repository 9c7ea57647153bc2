import type { Figure } from "./figure.ts";
import { figureColours } from "./palette.ts";
import { intervalWhisker, isNarrow, pointRows, uprightLine, valueAxis, valueColumn } from "./point-axis.ts";
import { singleLine } from "./printable-text.ts";

/** One difference of a forest plot; −1 to 1. */
export interface ForestRow {
  readonly first: string;
  /** What the first is held against; it stands behind a dash, or below on a narrow figure. */
  readonly second: string;
  /** Null when not estimable: the row stays, without a point. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Told apart: drawn as a filled point, else as a hollow one. */
  readonly toldApart: boolean;
}

/** Number format of a forest plot. */
export interface ForestWords {
  /** A difference in points with its sign: "+2.3". */
  points(difference: number): string;
  /** The same in whole points, for an axis: "+5". */
  wholePoints(difference: number): string;
}

const topPx = 8;

/**
 * Differences as points with interval whiskers around a line at zero, in the order given, first at the top. The axis
 * holds zero, every interval and the margin. Hollow points are differences that are not told apart from none. No rows
 * give an empty axis. Under 500 px the two names of a row stand below each other.
 *
 * @param margin Drawn as dashed lines on both sides of zero; null for none.
 */
export function forestFigure(
  rows: readonly ForestRow[],
  words: ForestWords,
  widthPx = 760,
  margin: number | null = null,
): Figure {
  const narrow = isNarrow(widthPx);
  const labels = rows.map(({ first, second }) => labelLines(singleLine(first), singleLine(second), narrow));
  const { height, option } = pointRows({
    names: labels,
    widthPx,
    rowHeightPx: narrow ? 38 : 26,
    topPx,
    rightPx: 56,
    mostNames: narrow ? 0.4 : 0.46,
  });
  const axis = forestAxis(rows, margin, narrow ? 4 : 8);
  const drawn = rows.flatMap((row, place) => (row.value === null ? [] : [{ ...row, value: row.value, place }]));
  const colour = figureColours.point.sentinel;
  return {
    width: widthPx,
    height,
    option: {
      ...option,
      xAxis: valueAxis(axis, (difference) => words.wholePoints(difference)),
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: uprightLine(1.2),
          data: [[0, 0, 0], ...(margin === null || margin === 0 ? [] : [-margin, margin].map((at) => [at, 0, 1]))],
        },
        {
          type: "custom",
          silent: true,
          itemStyle: { color: colour },
          renderItem: intervalWhisker(4),
          data: drawn.flatMap(({ low, high, place }) => (low === null || high === null ? [] : [[low, place, high]])),
        },
        {
          type: "scatter",
          silent: true,
          symbolSize: 9,
          data: drawn.map(({ value, place, toldApart }) => ({
            value: [value, place],
            itemStyle: {
              color: toldApart ? colour : figureColours.paper.sentinel,
              borderColor: colour,
              borderWidth: 1.5,
              opacity: 1,
            },
          })),
        },
        valueColumn(
          drawn.map(({ value, place }) => ({ row: place, text: words.points(value) })),
          axis.to,
        ),
      ],
    },
  };
}

function labelLines(first: string, second: string, narrow: boolean): readonly string[] {
  return second === "" ? [first] : narrow ? [first, `– ${second}`] : [`${first} – ${second}`];
}

/** Steps of an axis, rates: 1, 2, 5, 10, 20 or 50 points. */
const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** Ends of the axis in whole steps, at most about so many of them; zero lies within. */
export function forestAxis(
  rows: readonly Pick<ForestRow, "value" | "low" | "high">[],
  margin: number | null,
  most: number,
): { readonly from: number; readonly to: number; readonly step: number } {
  const bounds = rows.flatMap(({ value, low, high }) => [value, low, high].filter((bound) => bound !== null));
  const least = Math.min(0, -(margin ?? 0), ...bounds);
  const greatest = Math.max(0, margin ?? 0, ...bounds);
  const step = steps.find((wide) => (greatest - least) / wide <= most) ?? 0.5;
  const from = Math.max(-1, Math.floor(least / step + 1e-9) * step);
  const to = Math.min(1, Math.ceil(greatest / step - 1e-9) * step);
  return from === to ? { from: -step, to: step, step } : { from: rounded(from), to: rounded(to), step };
}

/** Multiples of a step without the noise of their sums; −0 is 0. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
