import type { CustomSeriesRenderItem } from "echarts";
import type { Figure } from "./figure.ts";
import { type ForestWords, forestAxis } from "./forest-figure.ts";
import { figureColours } from "./palette.ts";
import { isNarrow, partedNames, pointRows, uprightLine, valueAxis, valueColumn, whiskerLines } from "./point-axis.ts";

/** A share of questions with its interval, 0–1. */
export interface ChangeShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What one way of asking gained and harmed. */
export interface GainHarmRow {
  /** Its name in parts, which stand below each other where the name is too long. */
  readonly name: readonly string[];
  /** Null where it could not be estimated: the row stays, without that bar. */
  readonly gain: ChangeShare | null;
  readonly harm: ChangeShare | null;
}

const topPx = 8;
const barPx = 14;

/**
 * Shares of questions gained and harmed as bars to the right and to the left of zero, each with its interval, in the order
 * given, first at the top; both numbers are printed at the right. The axis holds zero and every interval. No rows give an
 * empty axis.
 */
export function gainHarmFigure(rows: readonly GainHarmRow[], words: ForestWords, widthPx = 760): Figure {
  const narrow = isNarrow(widthPx);
  const mostNames = narrow ? 0.38 : 0.42;
  const { names, heightPx } = partedNames(
    rows.map(({ name }) => name),
    widthPx,
    mostNames,
  );
  const { height, option } = pointRows({
    names,
    widthPx,
    rowHeightPx: Math.max(30, heightPx),
    topPx,
    rightPx: narrow ? 88 : 104,
    mostNames,
  });
  const bars = rows.flatMap(({ gain, harm }, row) => [
    ...(gain === null ? [] : [{ row, side: 1, ...gain }]),
    ...(harm === null ? [] : [{ row, side: -1, value: -harm.value, low: -harm.high, high: -harm.low }]),
  ]);
  const axis = forestAxis(bars, null, narrow ? 3 : 6);
  return {
    width: widthPx,
    height,
    option: {
      ...option,
      xAxis: valueAxis(axis, (difference) => words.wholePoints(difference)),
      series: [
        ...([1, -1] as const).map((side) => ({
          type: "custom" as const,
          silent: true,
          itemStyle: {
            color: (side === 1 ? figureColours.right : figureColours.wrong).sentinel,
            borderColor: figureColours.ink.sentinel,
          },
          renderItem: bar,
          data: bars.filter((one) => one.side === side).map(({ row, value, low, high }) => [value, row, low, high]),
        })),
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: uprightLine(1.2),
          data: [[0, 0, 0]],
        },
        valueColumn(
          rows.flatMap(({ gain, harm }, row) =>
            gain === null && harm === null
              ? []
              : [{ row, text: [gain?.value, harm === null ? undefined : -harm.value].map(textOf(words)).join(" / ") }],
          ),
          axis.to,
        ),
      ],
    },
  };
}

function textOf(words: ForestWords): (value: number | undefined) => string {
  return (value) => (value === undefined ? "–" : words.points(value));
}

const bar: CustomSeriesRenderItem = (_params, api) => {
  const [end = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  const [zero = 0] = api.coord([0, api.value(1)]);
  const [low = 0] = api.coord([api.value(2), api.value(1)]);
  const [high = 0] = api.coord([api.value(3), api.value(1)]);
  return {
    type: "group",
    children: [
      {
        type: "rect",
        shape: { x: Math.min(zero, end), y: y - barPx / 2, width: Math.abs(end - zero), height: barPx },
        style: { fill: String(api.visual("color")) },
      },
      ...whiskerLines(low, high, y, 4, String(api.visual("borderColor"))),
    ],
  };
};
