import { paretoFigure } from "../../figures/pareto-figure.ts";
import { sizeAccuracyFigure } from "../../figures/size-accuracy-figure.ts";
import type { FactsAnalysis, SizeKind } from "../../records/facts-analysis.ts";
import { factsTitle, parametersText } from "../facts-cells.ts";
import { costText, costTitle } from "../facts-comparison-tables.ts";
import { factsTablesOf } from "../facts-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** The facts on models of every field: tables, accuracy against size, and the Pareto fronts. */
export function factsSection(analyses: readonly FactsAnalysis[], words: ReportWords, nextId: NextFigureId): string {
  const parts = analyses.map((analysis) => ({
    title: factsTitle(analysis, analyses, words),
    body: [
      ...factsTablesOf(analysis, words).map((table) => htmlTable(table)),
      ...sizeFigures(analysis, words, nextId),
      ...frontFigures(analysis, words, nextId),
    ].join("\n"),
  }));
  return parts.length === 0 ? paragraph(words.text("facts.nothing")) : blockDetails(parts);
}

function sizeFigures(analysis: FactsAnalysis, words: ReportWords, nextId: NextFigureId): string[] {
  const has = (size: SizeKind): boolean =>
    analysis.models.some((model) => (size === "total" ? model.totalParameters : model.activeParameters) !== null);
  return (["total", "active"] as const).filter(has).map((size) => {
    const title = words.text(`facts.sizeOf.${size}`);
    const figureWords = {
      percent: words.percent,
      wholePercent: words.wholePercent,
      title,
      parameters: (count: number) => parametersText(count, words),
    };
    const caption = words.text("facts.sizeFigure", { level: words.wholePercent(analysis.level), size: title });
    return htmlFigure((widthPx) => sizeAccuracyFigure(analysis.models, size, figureWords, widthPx), caption, nextId);
  });
}

function frontFigures({ fronts, level }: FactsAnalysis, words: ReportWords, nextId: NextFigureId): string[] {
  return fronts.map((front) => {
    const figureWords = {
      percent: words.percent,
      wholePercent: words.wholePercent,
      title: costTitle(front, words),
      cost: (cost: number) => costText(front, cost, words),
    };
    const caption = words.text("facts.frontFigure", {
      level: words.wholePercent(level),
      kind: words.text(`facts.kind.${front.kind}`),
    });
    return htmlFigure((widthPx) => paretoFigure(front, figureWords, widthPx), caption, nextId);
  });
}
