import { singleLine } from "../figures/printable-text.ts";
import type { Robustness } from "../records/robustness.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { section } from "./html/page-parts.ts";
import { plainPage } from "./html/plain-page.ts";
import { robustnessSection } from "./html/robustness-section.ts";
import { type ReportWords, reportWords } from "./report-words.ts";

/** A run's robustness as one HTML file that needs nothing else and runs no script. Same input, same bytes. */
export function robustnessHtml(robustness: Robustness, language: ReportWords["language"]): string {
  const words = reportWords(language);
  return plainPage({
    language,
    title: singleLine(robustness.run),
    kicker: words.text("robustness.section"),
    lead: words.text("robustness.pageLead"),
    sections: [
      section("robustness", words.text("robustness.section"), robustnessSection(robustness, words, createFigureIds())),
    ],
    footer: singleLine(robustness.run),
  });
}
