import { singleLine } from "../figures/printable-text.ts";
import type { ContaminationRecord } from "../records/contamination.ts";
import type { ReportInput } from "../records/report-input.ts";
import { corpusNotes } from "./contamination-overlap-tables.ts";
import { contaminationTables } from "./contamination-tables.ts";
import { contaminationSection } from "./html/contamination-section.ts";
import { section } from "./html/page-parts.ts";
import { plainPage } from "./html/plain-page.ts";
import { plainTable } from "./plain-table.ts";
import { placeTitle } from "./profile-cells.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** The tables of `viva contamination`, for a terminal. */
export function contaminationTerminalTables(
  record: ContaminationRecord,
  language: ReportInput["language"],
): readonly TerminalTable[] {
  const words = reportWords(language);
  const looked = corpusNotes(record, words);
  const overlapTitle = words.text("contamination.part.overlap");
  return record.panels.flatMap((panel) =>
    contaminationTables(panel, words).map((table) => {
      const notes = table.title === overlapTitle ? [...looked, ...table.notes] : table.notes;
      return plainTable({
        ...table,
        title: `${placeTitle(panel, record.panels, words)} · ${table.title}`,
        notes,
      });
    }),
  );
}

/** The panels as one HTML file that needs nothing else and runs no script. Same input, same bytes. */
export function contaminationHtml(record: ContaminationRecord, language: ReportInput["language"]): string {
  const words = reportWords(language);
  return plainPage({
    language,
    title: singleLine(record.run),
    kicker: words.text("contamination.kicker"),
    lead: words.text("contamination.pageLead"),
    sections: [
      section(
        "contamination",
        words.text("section.contamination"),
        contaminationSection(record.panels, words, corpusNotes(record, words)),
      ),
    ],
    footer: singleLine(record.run),
  });
}
