import type { RunAnalyses } from "../../records/run-analyses.ts";
import { formsTable, harmTables } from "../harm-tables.ts";
import { placeTitle } from "../profile-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/**
 * Never-events and severe errors: for each exam, way of asking and form of the items the list, then the rates. The forms of
 * an exam are also beside each other, under the published one.
 */
export function harmSection({ harm = [], stems }: Pick<RunAnalyses, "harm" | "stems">, words: ReportWords): string {
  return [
    paragraph(words.text("harm.intro")),
    blockDetails(
      harm.map((analysis) => {
        const forms = analysis.perturbation === "none" ? formsTable(analysis, harm, words) : null;
        const tables = harmTables(analysis, words, { stemOf: (id) => stems[analysis.exam]?.[id] ?? "" });
        return {
          title: placeTitle(analysis, harm, words),
          body: [...tables, ...(forms === null ? [] : [forms])].map((table) => htmlTable(table)).join("\n"),
        };
      }),
    ),
  ].join("\n");
}
