import { type RateAxes, rateFrame } from "./confidence-axes.ts";
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
 */
export function riskCoverageFigure(curve: readonly RiskCoveragePoint[], axes: RateAxes, widthPx = 340): Figure {
  const most = Math.max(0, ...curve.map(({ risk }) => risk));
  const top = [0.05, 0.1, 0.25, 0.5].find((limit) => most <= limit) ?? 1;
  const last = curve.at(-1)?.risk;
  const line = { type: "line" as const, silent: true };
  return {
    width: widthPx,
    height: 320,
    option: {
      ...rateFrame(axes, top),
      series: [
        {
          ...line,
          symbol: "none",
          data:
            last === undefined
              ? []
              : [
                  [0, last],
                  [1, last],
                ],
          lineStyle: { color: figureColours.muted.sentinel, width: 1, type: [4, 3] },
        },
        {
          ...line,
          symbol: "circle",
          symbolSize: curve.length > 30 ? 0 : 6,
          data: curve.map(({ coverage, risk }) => [coverage, risk]),
          lineStyle: { color: figureColours.point.sentinel, width: 1.5 },
          itemStyle: { color: figureColours.point.sentinel },
        },
      ],
    },
  };
}
