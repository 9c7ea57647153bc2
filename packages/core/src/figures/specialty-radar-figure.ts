import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { type FigureColour, figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** One model's line in a radar: a value for each axis. */
export interface RadarLine {
  readonly model: string;
  /** 0–1, one for each axis; null where it could not be estimated, drawn at the centre of a gap. */
  readonly values: readonly (number | null)[];
}

/** More lines cannot be told apart. */
export const mostRadarModels = 6;

/** Told apart by colour, stroke and mark together. */
const styles: readonly {
  readonly colour: FigureColour;
  readonly stroke: "solid" | "dashed" | "dotted";
  readonly symbol: string;
}[] = [
  { colour: figureColours.point, stroke: "solid", symbol: "circle" },
  { colour: figureColours.wrong, stroke: "dashed", symbol: "rect" },
  { colour: figureColours.right, stroke: "solid", symbol: "triangle" },
  { colour: figureColours.refused, stroke: "dotted", symbol: "diamond" },
  { colour: figureColours.ink, stroke: "dashed", symbol: "emptyCircle" },
  { colour: figureColours.muted, stroke: "dotted", symbol: "emptyRect" },
];

const legendRowPx = 22;
const ringPx = 62;

/**
 * Share of points by specialty, or by another tag, as a radar: an axis for each value from 0 in the centre to 100 % at
 * the rim, a line for each model, at most six; further models are left out, so give the ones that matter first. Below
 * three axes there is no area to see: draw bars or a table then. The models' names stand below with their marks.
 */
export function specialtyRadarFigure(
  axes: readonly string[],
  lines: readonly RadarLine[],
  words: FigureWords,
  widthPx = 760,
): Figure {
  const shown = lines.slice(0, mostRadarModels);
  const radius = Math.min(widthPx < 500 ? 95 : 170, (widthPx - 2 * ringPx) / 2);
  const side = widthPx / 2 - radius - 12;
  const columns = widthPx < 500 ? 1 : 2;
  const legendHeight = Math.ceil(shown.length / columns) * legendRowPx;
  const chartHeight = 2 * radius + 2 * 34;
  const height = chartHeight + legendHeight + 8;
  return {
    width: widthPx,
    height,
    option: {
      animation: false,
      textStyle: figureText,
      radar: {
        center: [widthPx / 2, chartHeight / 2],
        radius,
        splitNumber: 5,
        // Numbers on one axis alone, else they cover the lines.
        indicator: axes.map((axis, at) => ({
          name: fitText(singleLine(axis), labelSizePx, Math.max(44, side)),
          min: 0,
          max: 1,
          ...(at === 0
            ? {
                axisLabel: {
                  show: true,
                  color: figureColours.muted.sentinel,
                  fontSize: 10,
                  formatter: percentOf(words),
                },
              }
            : {}),
        })),
        axisName: { color: figureColours.ink.sentinel, fontSize: labelSizePx },
        axisLine: { lineStyle: { color: figureColours.grid.sentinel } },
        splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
        splitArea: { show: false },
      },
      series: [
        {
          type: "radar",
          silent: true,
          data: shown.map(({ values }, at) => {
            const style = styleOf(at);
            return {
              value: values.map((value) => value ?? "-"),
              symbol: style.symbol,
              symbolSize: 7,
              lineStyle: { color: style.colour.sentinel, width: 2, type: style.stroke },
              itemStyle: { color: style.colour.sentinel },
              areaStyle: { opacity: 0 },
            };
          }),
        },
      ],
      graphic: shown.flatMap(({ model }, at) => legendEntry(model, at, { columns, widthPx, top: chartHeight + 6 })),
    },
  };
}

function styleOf(at: number) {
  return styles[at % styles.length] ?? { colour: figureColours.ink, stroke: "solid" as const, symbol: "circle" };
}

function percentOf(words: FigureWords) {
  return (rate: number): string => (Math.abs(rate - 0.5) < 0.5 ? words.wholePercent(rate) : "");
}

/** A short stroke with the mark, and the model's name. */
function legendEntry(
  model: string,
  at: number,
  { columns, widthPx, top }: { readonly columns: number; readonly widthPx: number; readonly top: number },
) {
  const { colour, stroke, symbol } = styleOf(at);
  const width = widthPx / columns;
  const left = (at % columns) * width + 8;
  const y = top + Math.floor(at / columns) * legendRowPx + legendRowPx / 2;
  const dash = stroke === "solid" ? [] : stroke === "dashed" ? [6, 4] : [2, 3];
  const empty = symbol.startsWith("empty");
  const fill = empty ? figureColours.paper.sentinel : colour.sentinel;
  const mark = { fill, stroke: colour.sentinel, lineWidth: empty ? 2 : 0 };
  const shape = symbol.replace("empty", "").toLowerCase();
  const name = fitText(singleLine(model), labelSizePx, width - 50);
  return [
    {
      type: "line" as const,
      silent: true,
      shape: { x1: left, y1: y, x2: left + 28, y2: y },
      style: { stroke: colour.sentinel, lineWidth: 2, lineDash: dash },
    },
    shape === "circle"
      ? { type: "circle" as const, silent: true, shape: { cx: left + 14, cy: y, r: 4 }, style: mark }
      : {
          type: "polygon" as const,
          silent: true,
          shape: { points: outlineOf(shape, left + 14, y) },
          style: mark,
        },
    {
      type: "text" as const,
      silent: true,
      x: left + 36,
      y,
      style: {
        text: name,
        fill: figureColours.ink.sentinel,
        fontSize: labelSizePx,
        fontFamily: figureText.fontFamily,
        verticalAlign: "middle" as const,
        width: textWidth(name, labelSizePx),
      },
    },
  ];
}

function outlineOf(shape: string, x: number, y: number): number[][] {
  const r = 4;
  switch (shape) {
    case "triangle":
      return [
        [x, y - r],
        [x + r, y + r],
        [x - r, y + r],
      ];
    case "diamond":
      return [
        [x, y - r - 1],
        [x + r + 1, y],
        [x, y + r + 1],
        [x - r - 1, y],
      ];
    default:
      return [
        [x - r, y - r],
        [x + r, y - r],
        [x + r, y + r],
        [x - r, y + r],
      ];
  }
}
