import type { FactsAnalysis } from "../records/facts-analysis.ts";
import type { ReportInput } from "../records/report-input.ts";
import { factsTables } from "./facts-tables.ts";
import { plainTable } from "./plain-table.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** The tables of `viva facts`, for a terminal. */
export function factsTerminalTables(
  analyses: readonly FactsAnalysis[],
  language: ReportInput["language"],
): readonly TerminalTable[] {
  return factsTables(analyses, reportWords(language)).map(plainTable);
}
