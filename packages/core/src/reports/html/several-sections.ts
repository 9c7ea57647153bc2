import { singleLine } from "../../figures/printable-text.ts";
import type { SeveralRuns } from "../../records/several-runs.ts";
import type { ReportWords } from "../report-words.ts";
import { severalTables } from "../several-tables.ts";
import { checksSection } from "./checks-section.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** The runs that a report is over, and the items they have in common. */
export function severalBlocks(several: SeveralRuns, words: ReportWords): string {
  return [
    paragraph(words.text("pairs.pageLead", { runs: words.count(several.runs.length) })),
    ...severalTables(several, words).map((table) => htmlTable(table)),
  ].join("\n");
}

/** The checks of each run by itself. */
export function severalChecks({ runs, checks }: SeveralRuns, words: ReportWords): string {
  return [
    paragraph(words.text("several.checks")),
    blockDetails(
      checks.map((run, place) => ({
        title: singleLine(runs[place]?.folder ?? run.run),
        body: checksSection(run, words),
      })),
    ),
  ].join("\n");
}
