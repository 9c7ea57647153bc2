import { pathSeries, type RateAxes, rateFrame } from "./confidence-axes.ts";
import type { Figure } from "./figure.ts";
import { figureColours } from "./palette.ts";

/** One point of a risk–coverage curve; both 0–1. */
export interface RiskCoveragePoint {
  readonly coverage: number;
  readonly risk: number;
}

/**
 * Share wrong among the answers given against the share of answers given, surest first, with the line of an order that says
 * nothing (dashed, at the risk of full coverage). The vertical axis ends at the least of 5, 10, 25, 50 and 100% that holds the greatest
 * risk. No point gives empty axes.
 *
 * @param axes.most Greatest risk, 0–1, of all figures that share their axis; default: that of the curve.
 */
export function riskCoverageFigure(
  curve: readonly RiskCoveragePoint[],
  axes: RateAxes & { readonly most?: number },
  widthPx = 340,
): Figure {
  const most = Math.max(axes.most ?? 0, ...curve.map(({ risk }) => risk));
  const top = [0.05, 0.1, 0.25, 0.5].find((limit) => most <= limit) ?? 1;
  const last = curve.at(-1)?.risk;
  const points = curve.map(({ coverage, risk }) => [coverage, risk] as const);
  return {
    width: widthPx,
    height: 308,
    option: {
      ...rateFrame(axes, top),
      series: [
        pathSeries(
          last === undefined
            ? []
            : [
                [0, last],
                [1, last],
              ],
          figureColours.muted,
          { widthPx: 1, dashed: true },
        ),
        pathSeries(points, figureColours.point, { widthPx: 1.5, dashed: false }),
        {
          type: "scatter",
          silent: true,
          // Many points are a line of their own.
          symbolSize: curve.length > 30 ? 0 : 6,
          data: points.map((point) => [...point]),
          itemStyle: { color: figureColours.point.sentinel, opacity: 1 },
        },
      ],
    },
  };
}
