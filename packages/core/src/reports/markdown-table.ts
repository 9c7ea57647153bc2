import { cellText, type ReportTable } from "./report-table.ts";

/** A table under its title, with its notes: parts to be joined by empty lines. */
export function titledMarkdownTable(table: ReportTable): readonly string[] {
  return [`### ${escapeMarkdown(table.title)}`, markdownTable(table), ...table.notes.map(escapeMarkdown)];
}

/** A table as GitHub-flavoured Markdown, every cell escaped. */
export function markdownTable(table: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(table.columns.map((column) => escapeMarkdown(column.label))),
    line(table.columns.map((column) => (column.align === "right" ? "---:" : "---"))),
    ...table.rows.map((row) => line(row.map((cell) => escapeMarkdown(cellText(cell))))),
  ].join("\n");
}

/** Markdown's own characters with a backslash; those of HTML as entities. Expects one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/[\\`*_{}[\]|~#]/gu, "\\$&");
}
