import type { ContaminationPanel } from "../../records/contamination.ts";
import { contaminationTables } from "../contamination-tables.ts";
import { placeTitle } from "../profile-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/**
 * The contamination panels of a run, one a block for each exam and way of asking.
 *
 * @param notes Sentences on what was looked through.
 */
export function contaminationSection(
  panels: readonly ContaminationPanel[],
  words: ReportWords,
  notes: readonly string[] = [],
): string {
  const blocks = panels.map((panel) => ({
    title: words.text("contamination.exam", {
      exam: placeTitle(panel, panels, words),
      items: words.count(panel.nItems),
    }),
    body: contaminationTables(panel, words)
      .map((table) => htmlTable(table))
      .join("\n"),
  }));
  return [
    paragraph(words.text("contamination.lead")),
    ...notes.map((note) => paragraph(note)),
    blockDetails(blocks),
  ].join("\n");
}
