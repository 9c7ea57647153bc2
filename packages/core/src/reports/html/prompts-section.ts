import { type LeaderboardPoint, leaderboardFigure, leaderboardRange } from "../../figures/leaderboard-figure.ts";
import { singleLine } from "../../figures/printable-text.ts";
import type { PromptAnalysis, PromptModel } from "../../records/prompt-analysis.ts";
import { levelPercent } from "../pairs-numbers.ts";
import { promptAnalysisTables, promptsTitle } from "../prompts-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** How far results hang on the wording: for each exam and family of prompts a figure a model and the tables. */
export function promptsSection(analyses: readonly PromptAnalysis[], words: ReportWords, nextId: NextFigureId): string {
  return [
    paragraph(words.text("prompts.intro")),
    blockDetails(
      analyses.map((analysis) => ({
        title: promptsTitle(analysis, analyses, words),
        body: analysisBody(analysis, words, nextId),
      })),
    ),
  ].join("\n");
}

function analysisBody(analysis: PromptAnalysis, words: ReportWords, nextId: NextFigureId): string {
  const points = analysis.models.map((model) => pointsOf(analysis, model));
  // One axis for all models, so that a wide spread is seen as one.
  const range = leaderboardRange(points.flat());
  const [ranges, ...tables] = promptAnalysisTables(analysis, words);
  const figures = analysis.models.map((model, at) => ({
    title: singleLine(model.model),
    body: htmlFigure(
      (widthPx) => leaderboardFigure(points[at] ?? [], words, widthPx, range),
      words.text("prompts.figure", {
        model: singleLine(model.model),
        level: levelPercent(analysis.level, words),
      }),
      nextId,
    ),
  }));
  return [
    ...(ranges === undefined ? [] : [htmlTable(ranges)]),
    blockDetails(figures),
    ...tables.map((table) => htmlTable(table)),
  ].join("\n");
}

/** The prompts as points, best first. */
function pointsOf({ prompts }: PromptAnalysis, { accuracies }: PromptModel): readonly LeaderboardPoint[] {
  return prompts
    .map((prompt, at): LeaderboardPoint => {
      const { value = null, low = null, high = null } = accuracies[at] ?? {};
      return { model: prompt, value, low, high };
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}
