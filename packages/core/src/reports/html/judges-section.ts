import { type ForestRow, forestFigure } from "../../figures/forest-figure.ts";
import { singleLine } from "../../figures/printable-text.ts";
import type { JudgeAnalysis } from "../../records/judge-analysis.ts";
import { judgeAnalysisTables, judgesTitle } from "../judges-tables.ts";
import { levelPercent } from "../pairs-numbers.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** What the judges say: for each exam and way of asking the pairs as a figure and every table. */
export function judgesSection(analyses: readonly JudgeAnalysis[], words: ReportWords, nextId: NextFigureId): string {
  return [
    paragraph(words.text("judges.intro")),
    blockDetails(
      analyses.map((analysis) => ({
        title: judgesTitle(analysis, analyses),
        body: [
          ...judgeAnalysisTables(analysis, words).map((table) => htmlTable(table)),
          ...pairsFigure(analysis, words, nextId),
        ].join("\n"),
      })),
    ),
  ].join("\n");
}

/** The share of the first model less one half, so that 0 shows no difference. */
function pairsFigure({ pairwise, level }: JudgeAnalysis, words: ReportWords, nextId: NextFigureId): readonly string[] {
  if (pairwise === null || pairwise.pairs.length === 0) {
    return [];
  }
  const several = pairwise.judges.length > 1;
  const rows = pairwise.pairs.map(({ judge, models: [first, second], share: { value, low, high } }): ForestRow => {
    const less = (share: number | null): number | null => (share === null ? null : share - 0.5);
    return {
      first: several ? `${singleLine(judge)}: ${singleLine(first)}` : singleLine(first),
      second: singleLine(second),
      value: less(value),
      low: less(low),
      high: less(high),
      toldApart: low !== null && high !== null && (low > 0.5 || high < 0.5),
    };
  });
  const format = {
    points: (points: number) => words.decimal(points * 100, 1),
    wholePoints: (points: number) => words.decimal(points * 100, 0),
  };
  const caption = words.text("judges.figure", { level: levelPercent(level, words) });
  return [htmlFigure((widthPx) => forestFigure(rows, format, widthPx), caption, nextId)];
}
