import { type Figure, figureText, labelSizePx } from "./figure.ts";
import type { ForestWords } from "./forest-figure.ts";
import { figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** What one model comes to against another. */
export interface PairCell {
  readonly row: string;
  readonly column: string;
  readonly outcome: "win" | "tie" | "loss" | "not-compared";
  /** Row less column, −1 to 1; null where not estimable. */
  readonly difference: number | null;
}

/** Cell widths from which the difference, or the sign alone, is printed. */
const numberFromPx = 52;
const signFromPx = 14;
const mostCellHeightPx = 34;
const headHeightPx = 22;

const looks = {
  win: { code: 2, sign: "▲", ink: figureColours.onBright },
  tie: { code: 1, sign: "=", ink: figureColours.ink },
  loss: { code: 0, sign: "▼", ink: figureColours.onBright },
  "not-compared": { code: 1, sign: "–", ink: figureColours.muted },
} as const;

/**
 * Every model against every other: rows and columns in the order given, columns by the number of the row. ▲ is a win
 * of the row's model, ▼ a loss, = not told apart, with the difference where cells are wide enough; the colour is a
 * second way to see it, and the only one beyond some forty models. The diagonal is empty.
 */
export function pairGridFigure(
  models: readonly string[],
  cells: readonly PairCell[],
  words: Pick<ForestWords, "points">,
  widthPx = 760,
): Figure {
  const names = models.map((name, place) => `${place + 1} ${singleLine(name)}`);
  const room = Math.min(widthPx * 0.34, Math.max(24, ...names.map((name) => textWidth(name, labelSizePx))));
  const cellWidth = (widthPx - room - 16) / Math.max(1, models.length);
  const cellHeight = Math.max(signFromPx, Math.min(mostCellHeightPx, cellWidth));
  const placeOf = new Map(models.map((name, place) => [name, place]));
  const hidden = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    width: widthPx,
    height: headHeightPx + cellHeight * Math.max(1, models.length) + 4,
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + 12, right: 4, top: headHeightPx, bottom: 4, containLabel: false },
      xAxis: {
        type: "category",
        position: "top",
        data: models.map((_name, place) => String(place + 1)),
        axisLabel: { color: figureColours.muted.sentinel, interval: cellWidth < 18 ? 4 : 0 },
        ...hidden,
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: models.map((_name, place) => String(place)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          formatter: (place: string) => fitText(names[Number(place)] ?? "", labelSizePx, room),
        },
        ...hidden,
      },
      visualMap: {
        type: "piecewise",
        show: false,
        dimension: 2,
        pieces: [
          { value: looks.loss.code, color: figureColours.wrong.sentinel },
          { value: looks.tie.code, color: figureColours.missing.sentinel },
          { value: looks.win.code, color: figureColours.right.sentinel },
        ],
      },
      series: [
        {
          type: "heatmap",
          silent: true,
          data: cells.flatMap((cell) => {
            const x = placeOf.get(cell.column);
            const y = placeOf.get(cell.row);
            return x === undefined || y === undefined ? [] : [drawCell(x, y, cell, cellWidth, words)];
          }),
        },
      ],
    },
  };
}

function drawCell(x: number, y: number, cell: PairCell, widthPx: number, words: Pick<ForestWords, "points">) {
  const { code, sign, ink } = looks[cell.outcome];
  const number = cell.difference === null || widthPx < numberFromPx ? "" : ` ${words.points(cell.difference)}`;
  const hollow = code === looks.tie.code;
  return {
    value: [x, y, code],
    itemStyle: { borderColor: hollow ? figureColours.grid.sentinel : figureColours.paper.sentinel, borderWidth: 1 },
    label: { show: widthPx >= signFromPx, color: ink.sentinel, formatter: `${sign}${number}` },
  };
}
