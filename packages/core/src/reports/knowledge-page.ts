import { singleLine } from "../figures/printable-text.ts";
import type { KnowledgeAnalysis } from "../records/knowledge-analysis.ts";
import { htmlTable } from "./html/html-table.ts";
import { paragraph, section } from "./html/page-parts.ts";
import { plainPage } from "./html/plain-page.ts";
import { type KnowledgeStems, knowledgeTables } from "./knowledge-tables.ts";
import { type ReportWords, reportWords } from "./report-words.ts";

/** What a page of knowledge beside the question is made from. */
export interface KnowledgePage {
  readonly run: string;
  readonly analyses: readonly KnowledgeAnalysis[];
  /** Beginnings of an exam's stems, by item id; empty where they are withheld. */
  stemsOf(exam: string): KnowledgeStems;
}

/** The analyses as one HTML file that needs nothing else and runs no script. Same input, same bytes. */
export function knowledgeHtml({ run, analyses, stemsOf }: KnowledgePage, language: ReportWords["language"]): string {
  const words = reportWords(language);
  const tables = knowledgeTables(analyses, words, stemsOf).map((table) => htmlTable(table));
  const body = tables.length === 0 ? paragraph(words.text("knowledge.none")) : tables.join("\n");
  return plainPage({
    language,
    title: singleLine(run),
    kicker: words.text("knowledge.section"),
    lead: words.text("knowledge.lead"),
    sections: [section("knowledge", words.text("knowledge.section"), body)],
    footer: singleLine(run),
  });
}
