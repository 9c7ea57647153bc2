import type { CustomSeriesRenderItem } from "echarts";
import { pathSeries, type RateAxes, rateFrame } from "./confidence-axes.ts";
import type { Figure } from "./figure.ts";
import { figureColours } from "./palette.ts";

/** One bin of a reliability diagram; rates 0–1. */
export interface ReliabilityPoint {
  readonly confidence: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Accuracy against confidence: a point a bin with its interval, joined, and the diagonal on which true confidences lie (dashed).
 * Points below it are overconfident. No bin gives the diagonal alone.
 */
export function reliabilityFigure(bins: readonly ReliabilityPoint[], axes: RateAxes, widthPx = 340): Figure {
  const points = bins.map(({ confidence, accuracy }) => [confidence, accuracy] as const);
  return {
    width: widthPx,
    height: 308,
    option: {
      ...rateFrame(axes, 1),
      series: [
        pathSeries(
          [
            [0, 0],
            [1, 1],
          ],
          figureColours.muted,
          { widthPx: 1, dashed: true },
        ),
        {
          type: "custom",
          silent: true,
          itemStyle: { color: figureColours.point.sentinel },
          renderItem: whisker,
          data: bins.map(({ confidence, low, high }) => [confidence, low, high]),
        },
        pathSeries(points, figureColours.point, { widthPx: 1, dashed: false }),
        {
          type: "scatter",
          silent: true,
          symbolSize: 8,
          data: points.map((point) => [...point]),
          itemStyle: { color: figureColours.point.sentinel, opacity: 1 },
        },
      ],
    },
  };
}

const whisker: CustomSeriesRenderItem = (_params, api) => {
  const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
  const [, high = 0] = api.coord([api.value(0), api.value(2)]);
  return {
    type: "line",
    shape: { x1: x, y1: low, x2: x, y2: high },
    style: { stroke: String(api.visual("color")), lineWidth: 1.2 },
  };
};
