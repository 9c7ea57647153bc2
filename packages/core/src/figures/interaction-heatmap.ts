import { type Figure, figureText, labelSizePx } from "./figure.ts";
import type { ForestWords } from "./forest-figure.ts";
import { figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** What two perturbations together take beyond the sum of both. */
export interface InteractionCell {
  /** Applied first, and second. */
  readonly first: string;
  readonly second: string;
  /** −2 to 2, above 0 more than the sum; null where not estimable. */
  readonly value: number | null;
  /** Told apart from 0. */
  readonly toldApart: boolean;
}

const cellHeightPx = 36;
/** Height of the column names on two lines, and at most where they stand upright. */
const headHeightPx = 40;
const uprightHeightPx = 180;

/**
 * The interaction of pairs of perturbations: the one applied first in the row, the second in the column, in the order in
 * which they come. Names of columns stand upright where they have no room. The number of points is printed in each cell; a cell told apart from 0 is filled and carries ▲ (more
 * than the sum) or ▼ (less), the others are hollow, pairs that were not asked empty. No cells give an empty grid.
 */
export function interactionHeatmap(
  cells: readonly InteractionCell[],
  words: Pick<ForestWords, "points">,
  widthPx = 360,
): Figure {
  const rows = [...new Set(cells.map(({ first }) => first))];
  const columns = [...new Set(cells.map(({ second }) => second))];
  const room = Math.min(widthPx * 0.42, Math.max(24, ...rows.map((name) => textWidth(singleLine(name), labelSizePx))));
  const columnRoom = (widthPx - room - 16) / Math.max(1, columns.length) - 6;
  const names = columns.map(singleLine);
  const widest = Math.max(0, ...names.map((name) => textWidth(name, labelSizePx)));
  // Names that two lines of a column do not hold are turned upright.
  const upright = names.some((name) => brokenLines(name, columnRoom).some((line) => tooWide(line, columnRoom)));
  const head = upright ? Math.min(uprightHeightPx, widest + 14) : headHeightPx;
  const hidden = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    width: widthPx,
    height: head + cellHeightPx * Math.max(1, rows.length) + 4,
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + 12, right: 4, top: head, bottom: 4, containLabel: false },
      xAxis: {
        type: "category",
        position: "top",
        data: columns.map((_name, column) => String(column)),
        axisLabel: {
          color: figureColours.muted.sentinel,
          interval: 0,
          lineHeight: 14,
          rotate: upright ? 90 : 0,
          formatter: (column: string) => {
            const name = names[Number(column)] ?? "";
            return upright ? fitText(name, labelSizePx, head - 14) : brokenLines(name, columnRoom).join("\n");
          },
        },
        ...hidden,
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map((_name, row) => String(row)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          formatter: (row: string) => fitText(singleLine(rows[Number(row)] ?? ""), labelSizePx, room),
        },
        ...hidden,
      },
      visualMap: {
        type: "piecewise",
        show: false,
        dimension: 2,
        pieces: [
          { value: -1, color: figureColours.right.sentinel },
          { value: 0, color: figureColours.missing.sentinel },
          { value: 1, color: figureColours.wrong.sentinel },
        ],
      },
      series: [
        {
          type: "heatmap",
          silent: true,
          data: cells.map((cell) => drawCell(columns.indexOf(cell.second), rows.indexOf(cell.first), cell, words)),
        },
      ],
    },
  };
}

/** A name on one line, or broken at the hyphen nearest its middle where that is too short. */
function brokenLines(name: string, roomPx: number): readonly string[] {
  const [at] = [...name.matchAll(/-/gu)]
    .map(({ index }) => index + 1)
    .sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2));
  return at === undefined || !tooWide(name, roomPx) ? [name] : [name.slice(0, at), name.slice(at)];
}

function tooWide(text: string, roomPx: number): boolean {
  return textWidth(text, labelSizePx) > roomPx;
}

function drawCell(x: number, y: number, { value, toldApart }: InteractionCell, words: Pick<ForestWords, "points">) {
  const filled = toldApart && value !== null && value !== 0;
  const code = filled ? Math.sign(value) : 0;
  const ink = filled ? figureColours.onBright : value === null ? figureColours.muted : figureColours.ink;
  const sign = code > 0 ? "▲ " : code < 0 ? "▼ " : "";
  return {
    value: [x, y, code],
    itemStyle: {
      borderColor: filled ? figureColours.paper.sentinel : figureColours.grid.sentinel,
      borderWidth: filled ? 2 : 1,
    },
    label: {
      show: true,
      color: ink.sentinel,
      formatter: value === null ? "–" : `${sign}${words.points(value)}`,
    },
  };
}
