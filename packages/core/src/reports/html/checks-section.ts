import type { AnomalyChecks } from "../../records/anomaly-checks.ts";
import { checksTables } from "../checks-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlTable } from "./html-table.ts";
import { paragraph } from "./page-parts.ts";

/** The checks of a run: the summary of each exam and way of asking open, the numbers behind it folded. */
export function checksSection(run: AnomalyChecks, words: ReportWords): string {
  if (run.checks.length === 0) {
    return paragraph(words.text("checks.none"));
  }
  const summary = words.text("checks.summary");
  return checksTables(run, words)
    .map((table) =>
      table.title.endsWith(summary)
        ? htmlTable(table)
        : `<details><summary>${escapeHtml(table.title)}</summary>\n${htmlTable(table)}\n</details>`,
    )
    .join("\n");
}
