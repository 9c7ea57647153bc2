import { reliabilityFigure } from "../../figures/reliability-figure.ts";
import { riskCoverageFigure } from "../../figures/risk-coverage-figure.ts";
import type { Calibration, CalibrationRow } from "../../records/calibration-analysis.ts";
import {
  calibrationAnalysisTables,
  calibrationName,
  calibrationTitle,
  likelihoodPartingTables,
} from "../calibration-tables.ts";
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
          `<div class="panels">${analysis.rows.map((row) => panels(row, words, nextId)).join("")}</div>`,
          ...calibrationAnalysisTables(analysis, words).map((table) => htmlTable(table)),
        ].join("\n"),
      })),
    ),
    ...likelihoodPartingTables(partings, words).map((table) => htmlTable(table)),
  ].join("\n");
}

function panels(row: CalibrationRow, words: ReportWords, nextId: NextFigureId): string {
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
  });
  return [
    htmlPanel(reliability, name, words.text("calibration.figure.reliability", { name }), nextId),
    htmlPanel(risk, name, words.text("calibration.figure.risk", { name }), nextId),
  ].join("");
}
