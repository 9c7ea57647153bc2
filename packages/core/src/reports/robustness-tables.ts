import type { Robustness, RobustnessAnalysis } from "../records/robustness.ts";
import { plainTable } from "./plain-table.ts";
import { placeTitle } from "./profile-cells.ts";
import type { ReportTable } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import {
  robustnessChanceTable,
  robustnessDenominatorsTable,
  robustnessEffectsTable,
  robustnessFormsTable,
  robustnessTestsTable,
} from "./robustness-effect-tables.ts";
import { robustnessEnsemblesTable, robustnessPositionTables } from "./robustness-form-tables.ts";
import {
  robustnessInteractionsTable,
  robustnessLanguagesTable,
  robustnessPairTable,
  robustnessProfileTable,
  robustnessRanksTable,
} from "./robustness-model-tables.ts";
import { robustnessStrataTables } from "./robustness-strata-tables.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Lines of a breakdown at most, in formats that are read from top to bottom. */
const mostStrata = 30;

/** Every table of a run's robustness, exam by exam and way of asking by way of asking, the languages last. */
export function robustnessTables(robustness: Robustness, words: ReportWords): readonly ReportTable[] {
  const { analyses, languages } = robustness;
  const level = analyses[0]?.level ?? 0.95;
  const across = robustnessLanguagesTable(languages, level, words);
  return [
    ...analyses.flatMap((analysis) =>
      robustnessAnalysisTables(analysis, words).map((table) => ({
        ...table,
        title: `${robustnessTitle(analysis, analyses, words)}: ${table.title}`,
      })),
    ),
    ...(across === null ? [] : [across]),
  ];
}

/** The exam, and the way of asking where there are several. */
export function robustnessTitle(
  analysis: RobustnessAnalysis,
  all: readonly RobustnessAnalysis[],
  words: ReportWords,
): string {
  const places = all.map(({ exam, arm }) => ({ exam, arm, perturbation: "" }));
  return placeTitle({ exam: analysis.exam, arm: analysis.arm, perturbation: "" }, places, words);
}

function robustnessAnalysisTables(analysis: RobustnessAnalysis, words: ReportWords): readonly ReportTable[] {
  return [
    robustnessFormsTable(analysis, words),
    robustnessProfileTable(analysis, words),
    ...analysis.models.flatMap((model) => [
      robustnessEffectsTable(analysis, model, words),
      robustnessEnsemblesTable(analysis, model, words),
      robustnessTestsTable(analysis, model, words),
    ]),
    robustnessDenominatorsTable(analysis, words),
    robustnessChanceTable(analysis, words),
    ...robustnessPositionTables(analysis, words),
    robustnessInteractionsTable(analysis, words),
    robustnessRanksTable(analysis, words),
    ...analysis.pairs.map((pair) => robustnessPairTable(pair, analysis, words)),
    ...robustnessStrataTables(analysis, words, mostStrata),
  ].filter((table) => table !== null);
}

/** What is said of a run without perturbations. */
export function noRobustnessText(language: ReportWords["language"]): string {
  return reportWords(language).text("robustness.none");
}

/** The tables of `viva robustness`, for a terminal. */
export function robustnessTerminalTables(
  robustness: Robustness,
  language: ReportWords["language"],
): readonly TerminalTable[] {
  return robustnessTables(robustness, reportWords(language)).map(plainTable);
}
