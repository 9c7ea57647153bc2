import { type SheetRow, verdicts } from "./sheet.ts";

/**
 * Verdicts before mending, as the Markdown table of docs/perturbation-review/README.md: an operator in a row, a language
 * in a column. A cell is the number of variants where all are ok, otherwise its counts in the order of `verdicts`.
 */
export function countsTable(sheets: ReadonlyMap<string, readonly SheetRow[]>): string {
  const languages = [...sheets.keys()];
  const first = new Map([...sheets].map(([language, rows]) => [language, rows.filter(({ round }) => round === 1)]));
  const operators = [...new Set([...first.values()].flat().map(({ operator }) => operator))].sort();
  const cells = (of: (row: SheetRow) => boolean): string =>
    languages.map((language) => cell((first.get(language) ?? []).filter(of))).join(" | ");
  return [
    `| operator | ${languages.join(" | ")} |`,
    `| --- |${languages.map(() => " --: |").join("")}`,
    ...operators.map((name) => `| \`${name}\` | ${cells(({ operator }) => operator === name)} |`),
    `| all | ${cells(() => true)} |`,
    "",
  ].join("\n");
}

function cell(rows: readonly SheetRow[]): string {
  if (rows.length === 0) {
    return "–";
  }
  const counts = verdicts.map((verdict) => rows.filter((row) => row.verdict === verdict).length);
  return counts[0] === rows.length ? String(rows.length) : counts.join(" / ");
}
