import { type Figure, type FigureWords, figureText, labelSizePx } from "./figure.ts";
import { type OutcomeKind, outcomeStyles } from "./outcome-styles.ts";
import { figureColours } from "./palette.ts";
import { singleLine } from "./printable-text.ts";
import { fitText, textWidth } from "./text-width.ts";

/** What became of one model's replies: shares of the calls posed, 0–1, which add up to 1. */
export interface OutcomeShares {
  readonly model: string;
  /** Outcome → share; an outcome that is absent did not occur. Empty when nothing could be estimated. */
  readonly shares: Readonly<Partial<Record<OutcomeKind, number>>>;
}

const rowHeightPx = 34;
const axisHeightPx = 30;
/** Segments narrower than this share have no room for their number; the table beside the figure has it. */
const labelledShare = 0.07;

/**
 * One stacked bar a model, 0 to 100 %: right, wrong, then each way of not choosing. Outcomes differ by colour, by
 * pattern and by their fixed order; shares of 7 % and more are printed. The legend is the page's, not the figure's.
 */
export function outcomeBars(models: readonly OutcomeShares[], words: FigureWords, widthPx = 760): Figure {
  const names = models.map((entry) => singleLine(entry.model));
  const room = Math.min(widthPx * 0.36, Math.max(40, ...names.map((name) => textWidth(name, labelSizePx))));
  const plotWidth = widthPx - room - 14 - 22;
  const labelWidth = textWidth(words.percent(0.888), labelSizePx);
  return {
    width: widthPx,
    height: 6 + axisHeightPx + rowHeightPx * Math.max(1, models.length),
    option: {
      animation: false,
      textStyle: figureText,
      grid: { left: room + 14, right: 22, top: 6, bottom: axisHeightPx, containLabel: false },
      xAxis: {
        type: "value",
        min: 0,
        max: 1,
        interval: widthPx < 500 ? 0.5 : 0.25,
        axisLabel: { color: figureColours.muted.sentinel, formatter: (rate: number) => words.wholePercent(rate) },
        splitLine: { lineStyle: { color: figureColours.grid.sentinel } },
        axisLine: { show: false },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: names.map((_name, row) => String(row)),
        axisLabel: {
          color: figureColours.ink.sentinel,
          interval: 0,
          formatter: (row: string) => fitText(names[Number(row)] ?? "", labelSizePx, room),
        },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: outcomeStyles.map((style) => ({
        type: "bar" as const,
        name: style.kind,
        stack: "outcomes",
        silent: true,
        barWidth: 20,
        itemStyle: {
          color: style.colour.sentinel,
          borderColor: figureColours.paper.sentinel,
          borderWidth: 1,
          ...(style.decal === null ? {} : { decal: { ...style.decal, color: figureColours.pattern.sentinel } }),
        },
        data: models.map((entry) => {
          const share = entry.shares[style.kind] ?? 0;
          const fits = share >= labelledShare && share * plotWidth > labelWidth;
          return {
            value: share,
            label: {
              show: fits,
              color: style.ink.sentinel,
              fontWeight: 600,
              formatter: fits ? words.percent(share) : "",
            },
          };
        }),
      })),
    },
  };
}
