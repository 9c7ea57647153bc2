import type { FactsAnalysis } from "../records/facts-analysis.ts";
import type { ReportInput } from "../records/report-input.ts";
import { factsTables } from "./facts-tables.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** The tables of `viva facts`, for a terminal. */
export function factsTerminalTables(
  analyses: readonly FactsAnalysis[],
  language: ReportInput["language"],
): readonly TerminalTable[] {
  return factsTables(analyses, reportWords(language)).map(plainTable);
}

/** A report's table as plain text: value and detail of a cell on one line. */
export function plainTable({ title, columns, rows, notes }: ReportTable): TerminalTable {
  return {
    title,
    header: columns.map(({ label }) => label),
    align: columns.map(({ align }) => align),
    rows: rows.map((row) => row.map(cellText)),
    notes,
  };
}
