import { cellText, type ReportTable } from "./report-table.ts";

/** A table for a terminal to draw: plain text without control characters, so a name cannot move the cursor. */
export interface TerminalTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly align: readonly ("left" | "right")[];
  /** As many cells a row as the header has. */
  readonly rows: readonly (readonly string[])[];
  /** Sentences to print below the table; the first says so when the run is unfinished. */
  readonly notes: readonly string[];
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
