import type { FactsModel, SizeKind } from "../records/facts-analysis.ts";
import { accuracyScatter } from "./accuracy-scatter.ts";
import type { Figure, FigureWords } from "./figure.ts";

/** Words of a figure of sizes. */
export interface SizeFigureWords extends FigureWords {
  /** Title of the axis. */
  readonly title: string;
  /** Parameters as a person reads them: "46.7B". */
  parameters(count: number): string;
}

/**
 * Accuracy against the total or the active parameters on a logarithmic axis: circles for dense models, diamonds for
 * mixtures of experts, hollow where the architecture is not published. Models without that size are not drawn; the
 * table beside the figure names them.
 */
export function sizeAccuracyFigure(
  models: readonly FactsModel[],
  size: SizeKind,
  words: SizeFigureWords,
  widthPx = 760,
): Figure {
  const points = models.flatMap(({ name, accuracy, architecture, totalParameters, activeParameters }) => {
    const x = size === "total" ? totalParameters : activeParameters;
    if (x === null || accuracy.value === null) {
      return [];
    }
    const symbol = architecture === "mixture-of-experts" ? ("diamond" as const) : ("circle" as const);
    return [
      { name, x, value: accuracy.value, low: accuracy.low, high: accuracy.high, symbol, filled: architecture !== null },
    ];
  });
  return accuracyScatter(points, { title: words.title, scale: "log", format: words.parameters }, words, widthPx);
}
