import type { RunAnalyses } from "../../records/run-analyses.ts";
import { reasonAnalysisTables, reasonsTitle } from "../reasons-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Right answers for wrong reasons: for each exam and way of asking the cells of answer and reason, then examples. */
export function reasonsSection(
  { reasons = [], stems }: Pick<RunAnalyses, "reasons" | "stems">,
  words: ReportWords,
): string {
  return [
    paragraph(words.text("reasons.intro")),
    blockDetails(
      reasons.map((analysis) => ({
        title: reasonsTitle(analysis, reasons),
        body: reasonAnalysisTables(analysis, stems, words)
          .map((table) => htmlTable(table))
          .join("\n"),
      })),
    ),
  ].join("\n");
}
