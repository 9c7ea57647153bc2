import { cellText, type ReportTable } from "./report-table.ts";
import type { TerminalTable } from "./terminal-table.ts";

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
