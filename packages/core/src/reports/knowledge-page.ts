import { singleLine } from "../figures/printable-text.ts";
import type { KnowledgeAnalysis } from "../records/knowledge-analysis.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { knowledgeSection } from "./html/knowledge-section.ts";
import { paragraph, section } from "./html/page-parts.ts";
import { plainPage } from "./html/plain-page.ts";
import type { KnowledgeItemTexts } from "./knowledge-tables.ts";
import { type ReportWords, reportWords } from "./report-words.ts";

/** What a page of knowledge beside the question is made from. */
export interface KnowledgePage extends KnowledgeItemTexts {
  readonly run: string;
  readonly analyses: readonly KnowledgeAnalysis[];
}

/** Changed questions of each way of asking and kind that the page lists at most: many more than a run's report. */
const mostChangesOnPage = 200;

/** The analyses as one HTML file that needs nothing else and runs no script. Same input, same bytes. */
export function knowledgeHtml({ run, analyses, stemsOf }: KnowledgePage, language: ReportWords["language"]): string {
  const words = reportWords(language);
  const body =
    analyses.length === 0
      ? paragraph(words.text("knowledge.none"))
      : knowledgeSection(analyses, words, createFigureIds(), { stemsOf, mostChanges: mostChangesOnPage });
  return plainPage({
    language,
    title: singleLine(run),
    kicker: words.text("knowledge.section"),
    lead: words.text("knowledge.lead"),
    sections: [section("knowledge", words.text("knowledge.section"), body)],
    footer: singleLine(run),
  });
}
