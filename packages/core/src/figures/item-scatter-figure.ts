import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { figureColours } from "./palette.ts";

/** One item's place. */
export interface ItemPoint {
  /** 0–1. */
  readonly facility: number;
  /** −1 to 1. */
  readonly discrimination: number;
  /** Its key is among the most suspected. */
  readonly suspected: boolean;
}

/** What the figure says beside its numbers. */
export interface ItemScatterWords extends FigureWords {
  /** A number with a fixed count of decimals. */
  decimal(value: number, decimals: number): string;
}

const plot = { leftPx: 44, rightPx: 16, topPx: 12, bottomPx: 44, heightPx: 320 };
/** Items nearer than this in both directions share a place: no eye tells them apart, and an exam has thousands. */
const placesPerUnit = 50;
const smallestPx = 5;
const largestPx = 26;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly suspected: boolean;
  count: number;
}

/**
 * Items by facility and discrimination. Few candidates give few facilities, so items share places: the area of a circle
 * grows with their number. Suspected keys are filled diamonds on top. A line marks the discrimination of 0, below which
 * better candidates do worse. No item gives empty axes.
 *
 * @param titles Names of the axes.
 */
export function itemScatterFigure(
  items: readonly ItemPoint[],
  titles: { readonly facility: string; readonly discrimination: string },
  words: ItemScatterWords,
  widthPx = 760,
): Figure {
  const places = placesOf(items);
  const most = places.reduce((count, place) => Math.max(count, place.count), 1);
  const sizeOf = (count: number): number =>
    smallestPx + (largestPx - smallestPx) * Math.sqrt((count - 1) / Math.max(1, most - 1));
  const axis = { axisLine: { show: false }, splitLine: { lineStyle: { color: figureColours.grid.sentinel } } };
  const label = { color: figureColours.muted.sentinel };
  const series = (suspected: boolean) => ({
    type: "scatter" as const,
    silent: true,
    symbol: suspected ? "diamond" : "circle",
    itemStyle: suspected
      ? { color: figureColours.wrong.sentinel, borderColor: figureColours.paper.sentinel, borderWidth: 1, opacity: 1 }
      : { color: "transparent", borderColor: figureColours.point.sentinel, borderWidth: 1.5, opacity: 1 },
    data: places
      .filter((place) => place.suspected === suspected)
      .map(({ x, y, count }) => ({ value: [x, y], symbolSize: sizeOf(count) + (suspected ? 4 : 0) })),
  });
  return {
    width: widthPx,
    height: plot.topPx + plot.heightPx + plot.bottomPx,
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: plot.leftPx, right: plot.rightPx, top: plot.topPx, bottom: plot.bottomPx, containLabel: false },
      xAxis: {
        type: "value",
        min: 0,
        max: 1,
        interval: widthPx < 500 ? 0.5 : 0.25,
        name: titles.facility,
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { ...label, fontSize: labelSizePx },
        axisLabel: { ...label, formatter: (rate: number) => words.wholePercent(rate) },
        ...axis,
      },
      yAxis: {
        type: "value",
        min: -1,
        max: 1,
        interval: 0.5,
        name: titles.discrimination,
        nameLocation: "middle",
        nameGap: 32,
        nameTextStyle: { ...label, fontSize: labelSizePx },
        axisLabel: { ...label, formatter: (value: number) => words.decimal(value, 1) },
        ...axis,
      },
      series: [
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.muted.sentinel },
          renderItem: (_params, api) => {
            const [x1 = 0, y = 0] = api.coord([0, 0]);
            const [x2 = 0] = api.coord([1, 0]);
            return {
              type: "line",
              shape: { x1, y1: y, x2, y2: y },
              style: { stroke: String(api.visual("color")), lineWidth: 1.5 },
            };
          },
          data: [[0, 0]],
        },
        series(false),
        series(true),
      ],
    },
  };
}

/** Items put together by place, suspected ones apart. */
function placesOf(items: readonly ItemPoint[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { facility, discrimination, suspected } of items) {
    const x = Math.round(facility * placesPerUnit) / placesPerUnit;
    const y = Math.round(discrimination * placesPerUnit) / placesPerUnit;
    const key = `${x} ${y} ${suspected}`;
    const place = places.get(key) ?? { x, y, suspected, count: 0 };
    place.count += 1;
    places.set(key, place);
  }
  return [...places.values()];
}
