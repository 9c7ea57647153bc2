import type { ExamStandard } from "../../records/exam-standard.ts";
import { examStandardTables } from "../exam-standard-tables.ts";
import { placeTitle } from "../profile-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Passing, for each exam and way of asking that has a standard. */
export function examStandardBlocks(standards: readonly ExamStandard[], words: ReportWords): string {
  const parts = standards.flatMap((standard) => {
    const tables = examStandardTables(standard, words);
    return tables.length === 0
      ? []
      : [
          {
            title: placeTitle(standard, standards, words),
            body: tables.map((table) => htmlTable(table)).join("\n"),
          },
        ];
  });
  return parts.length === 0 ? paragraph(words.text("standard.none")) : blockDetails(parts);
}
