import type { FreeTextPart } from "../free-text-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** What replies say: what the numbers do not tell, then for each exam and way of asking scores and differences. */
export function freeTextSection(parts: readonly FreeTextPart[], words: ReportWords): string {
  return [
    paragraph(words.text("freeText.intro")),
    blockDetails(
      parts.map(({ title, scores, pairs }) => ({
        title,
        body: [
          ...scores.map((table) => htmlTable(table)),
          ...(pairs.length === 0
            ? []
            : [blockDetails(pairs.map((table) => ({ title: table.title, body: htmlTable(table) })))]),
        ].join("\n"),
      })),
    ),
  ].join("\n");
}
