import type { Figure } from "../../figures/figure.ts";
import { reliabilityFigure } from "../../figures/reliability-figure.ts";
import { riskCoverageFigure } from "../../figures/risk-coverage-figure.ts";
import type { Calibration, CalibrationAnalysis, CalibrationRow } from "../../records/calibration-analysis.ts";
import {
  calibrationAnalysisTables,
  calibrationName,
  calibrationTitle,
  likelihoodPartingTables,
} from "../calibration-tables.ts";
import { levelPercent } from "../pairs-numbers.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlPanel, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Calibration as the body of a section: for each exam and way of asking figures and tables; says so where there is none. */
export function calibrationSection(calibration: Calibration, words: ReportWords, nextId: NextFigureId): string {
  const { analyses, partings } = calibration;
  if (analyses.length === 0 && partings.length === 0) {
    return paragraph(words.text("calibration.none"));
  }
  return [
    paragraph(words.text("calibration.intro")),
    blockDetails(
      analyses.map((analysis) => ({
        title: calibrationTitle(analysis, analyses, words),
        body: [
          `<div class="panels pairs">${panelsOf(analysis, words, nextId)}</div>`,
          paragraph(words.text("calibration.figures.note", { level: levelPercent(analysis.level, words) }), "note"),
          ...calibrationAnalysisTables(analysis, words).map((table) => htmlTable(table)),
        ].join("\n"),
      })),
    ),
    ...likelihoodPartingTables(partings, words).map((table) => htmlTable(table)),
  ].join("\n");
}

/** Two figures a row; all of one kind have the same axes. */
function panelsOf({ rows }: CalibrationAnalysis, words: ReportWords, nextId: NextFigureId): string {
  const mostRisk = Math.max(0, ...rows.flatMap(({ curve }) => curve.map(({ risk }) => risk)));
  return rows.map((row) => panels(row, mostRisk, words, nextId)).join("");
}

function panels(row: CalibrationRow, mostRisk: number, words: ReportWords, nextId: NextFigureId): string {
  const name = calibrationName(row, words);
  const { wholePercent } = words;
  const bins = row.bins.map(({ confidence, accuracy: { value, low, high } }) => ({
    confidence,
    accuracy: value,
    low,
    high,
  }));
  const reliability = reliabilityFigure(bins, {
    x: words.text("calibration.axis.confidence"),
    y: words.text("calibration.axis.accuracy"),
    wholePercent,
  });
  const risk = riskCoverageFigure(row.curve, {
    x: words.text("calibration.axis.coverage"),
    y: words.text("calibration.axis.risk"),
    wholePercent,
    most: mostRisk,
  });
  const panel = (figure: Figure, kind: "reliability" | "risk"): string =>
    htmlPanel(
      figure,
      words.text(`calibration.panel.${kind}`, { name }),
      words.text(`calibration.figure.${kind}`, { name }),
      nextId,
    );
  return panel(reliability, "reliability") + panel(risk, "risk");
}
