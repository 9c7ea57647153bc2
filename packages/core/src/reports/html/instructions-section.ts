import { type ForestRow, forestFigure } from "../../figures/forest-figure.ts";
import { singleLine } from "../../figures/printable-text.ts";
import type { InstructionAnalysis } from "../../records/instruction-analysis.ts";
import { instructionModelTables } from "../instructions-tables.ts";
import { levelPercent } from "../pairs-numbers.ts";
import { promptsTitle } from "../prompts-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** How far the models do what they are told: for each exam and prompt, for each model a figure and its tables. */
export function instructionsSection(
  analyses: readonly InstructionAnalysis[],
  words: ReportWords,
  nextId: NextFigureId,
): string {
  return [
    paragraph(words.text("instructions.intro")),
    blockDetails(
      analyses.map((analysis) => ({
        title: promptsTitle(analysis, analyses, words),
        body: blockDetails(
          analysis.models.map((model) => ({
            title: singleLine(model),
            body: modelBody(analysis, model, words, nextId),
          })),
        ),
      })),
    ),
  ].join("\n");
}

function modelBody(analysis: InstructionAnalysis, model: string, words: ReportWords, nextId: NextFigureId): string {
  const [form, ...tables] = instructionModelTables(analysis, model, words);
  return [
    ...(form === undefined ? [] : [htmlTable(form)]),
    taxFigure(analysis, model, words, nextId),
    ...tables.map((table) => htmlTable(table)),
  ].join("\n");
}

function taxFigure(analysis: InstructionAnalysis, model: string, words: ReportWords, nextId: NextFigureId): string {
  const rows = analysis.rows
    .filter((row) => row.model === model)
    .map(({ instruction, formatTax: { value, low, high } }): ForestRow => {
      return { first: instruction, second: "", value, low, high, toldApart: low !== null && low > 0 };
    });
  const format = {
    points: (tax: number) => words.decimal(tax * 100, 1),
    wholePoints: (tax: number) => words.decimal(tax * 100, 0),
  };
  const caption = words.text("instructions.figure", {
    model: singleLine(model),
    level: levelPercent(analysis.level, words),
  });
  return htmlFigure((widthPx) => forestFigure(rows, format, widthPx), caption, nextId);
}
