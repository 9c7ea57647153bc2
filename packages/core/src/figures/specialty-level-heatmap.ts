import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { figureColours, heatClasses } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** One cell: the accuracy of one model where two tags meet. */
export interface HeatmapCell {
  readonly row: string;
  readonly column: string;
  /** 0–1; null when it could not be estimated. */
  readonly value: number | null;
  /** Items in the cell. */
  readonly n: number;
}

/** Everything a heatmap shows. A pair of row and column without a cell is drawn as "no data". */
export interface HeatmapContent {
  /** From top to bottom. */
  readonly rows: readonly string[];
  /** From left to right. */
  readonly columns: readonly string[];
  readonly cells: readonly HeatmapCell[];
}

/** Items under which a cell is marked as small: its interval is wider than ±18 points at any value. */
export const smallCellItems = 30;

const cellHeightPx = 40;
const headHeightPx = 26;
/** Where cells without data lie on the scale of accuracy: below it. */
const noData = -1;

/**
 * Accuracy by two tags (for example specialty and level), one model a figure: value and n are printed in each cell,
 * so the colour is only a second way to see them. Cells without data are hollow with a dash; cells under 30 items
 * carry a "°" behind their n.
 */
export function specialtyLevelHeatmap(content: HeatmapContent, words: FigureWords, widthPx = 360): Figure {
  const rowNames = content.rows.map(singleLine);
  const room = Math.min(widthPx * 0.42, Math.max(24, ...rowNames.map((name) => textWidth(name, labelSizePx))));
  const columnRoom = (widthPx - room - 16) / Math.max(1, content.columns.length) - 6;
  const columnNames = content.columns.map((name) => fitText(singleLine(name), labelSizePx, columnRoom));
  const byPlace = new Map(content.cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]));
  const data = content.rows.flatMap((row, y) =>
    content.columns.map((column, x) => drawCell(x, y, byPlace.get(JSON.stringify([row, column])), words)),
  );
  const hidden = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    width: widthPx,
    height: headHeightPx + cellHeightPx * Math.max(1, content.rows.length) + 4,
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + 12, right: 4, top: headHeightPx, bottom: 4, containLabel: false },
      xAxis: {
        type: "category",
        position: "top",
        data: columnNames.map((_name, column) => String(column)),
        axisLabel: {
          color: figureColours.muted.sentinel,
          interval: 0,
          formatter: (column: string) => columnNames[Number(column)] ?? "",
        },
        ...hidden,
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: rowNames.map((_name, row) => String(row)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          formatter: (row: string) => fitText(rowNames[Number(row)] ?? "", labelSizePx, room),
        },
        ...hidden,
      },
      visualMap: {
        type: "piecewise",
        show: false,
        dimension: 2,
        pieces: [
          { lt: 0, color: figureColours.missing.sentinel },
          ...heatClasses.map((entry, index) => ({
            gte: entry.from,
            lt: heatClasses[index + 1]?.from ?? 2,
            color: entry.fill.sentinel,
          })),
        ],
      },
      series: [{ type: "heatmap", silent: true, data }],
    },
  };
}

function drawCell(x: number, y: number, cell: HeatmapCell | undefined, words: FigureWords) {
  if (cell === undefined || cell.value === null) {
    return {
      value: [x, y, noData],
      itemStyle: { borderColor: figureColours.grid.sentinel, borderWidth: 2, borderType: "dashed" as const },
      label: { show: true, color: figureColours.muted.sentinel, formatter: "–" },
    };
  }
  // Negative marking can put a mean below zero; its colour is the lowest class, its number is printed as it is.
  const shade = Math.min(1, Math.max(0, cell.value));
  const ink = heatClasses.findLast((entry) => entry.from <= shade)?.ink ?? figureColours.ink;
  const small = cell.n < smallCellItems ? "°" : "";
  return {
    value: [x, y, shade],
    itemStyle: { borderColor: figureColours.paper.sentinel, borderWidth: 2 },
    label: {
      show: true,
      color: ink.sentinel,
      lineHeight: 15,
      formatter: `${words.percent(cell.value)}\nn = ${cell.n}${small}`,
    },
  };
}
