import { itemScatterFigure } from "../../figures/item-scatter-figure.ts";
import type { ItemAnalysis } from "../../records/item-analysis.ts";
import type { ParallelLanguages } from "../../records/parallel-languages.ts";
import { analysisName, examStatisticsTable, type ItemTableOptions } from "../item-analysis-tables.ts";
import { itemListTables } from "../item-list-tables.ts";
import { parallelLanguagesTables } from "../parallel-languages-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** What the section is made from. */
export interface ItemAnalysisRecords {
  readonly analyses: readonly ItemAnalysis[];
  readonly parallelLanguages: ParallelLanguages | null;
}

/** How much the section shows. */
export interface ItemAnalysisSectionOptions {
  /** Rows of each table at most; default 30. */
  readonly top?: number;
  /** First words of an item's stem; absent where items are withheld or not at hand. */
  readonly stemOf?: (exam: string, itemId: string) => string;
}

/** Keys drawn as suspected: those that are more likely wrong than right. */
const suspectedFrom = 0.5;

/**
 * The section "the exam under the microscope": for each exam and way of asking its statistics, a scatter of its items,
 * the most suspected keys and the striking items; then the same items in several languages. Empty without an analysis.
 */
export function itemAnalysisSection(
  { analyses, parallelLanguages }: ItemAnalysisRecords,
  words: ReportWords,
  nextId: NextFigureId,
  { top = 30, stemOf }: ItemAnalysisSectionOptions = {},
): string {
  const parts = analyses.map((analysis) => {
    const name = analysisName(analysis, analyses);
    const options: ItemTableOptions = {
      top,
      stems: stemOf === undefined ? null : (id) => stemOf(analysis.exam, id),
    };
    return {
      title: words.text("items.exam", { exam: name }),
      body: [
        htmlTable(examStatisticsTable(analysis, name, words)),
        scatter(analysis, words, nextId),
        ...itemListTables(analysis, name, words, options).map((table) => htmlTable(table)),
      ].join("\n"),
    };
  });
  const languages =
    parallelLanguages === null
      ? []
      : parallelLanguagesTables(parallelLanguages, words, { top }).map((table) => htmlTable(table));
  return [...(parts.length === 0 ? [] : [blockDetails(parts)]), ...languages].join("\n");
}

function scatter(analysis: ItemAnalysis, words: ReportWords, nextId: NextFigureId): string {
  const points = analysis.items.flatMap(({ facility, discrimination, suspicion }) =>
    facility === null || discrimination === null
      ? []
      : [
          {
            facility: facility.value,
            discrimination: discrimination.value,
            suspected: suspicion !== null && suspicion.probability > suspectedFrom,
          },
        ],
  );
  if (points.length === 0) {
    return paragraph(words.text("items.scatterNone"), "note");
  }
  const titles = { facility: words.text("items.facility"), discrimination: words.text("items.discrimination") };
  const suspects = points.filter(({ suspected }) => suspected).length;
  const caption = [
    words.text("items.scatterFigure", {
      from: words.wholePercent(0),
      to: words.wholePercent(1),
      n: words.count(points.length),
      left: words.count(analysis.nItems - points.length),
    }),
    ...(suspects === 0 ? [] : [words.text("items.scatterSuspects", { suspects: words.count(suspects) })]),
  ].join(words.language === "zh" ? "" : " ");
  return [
    `<h3>${escapeHtml(words.text("items.scatter"))}</h3>`,
    htmlFigure((widthPx) => itemScatterFigure(points, titles, words, widthPx), caption, nextId),
  ].join("\n");
}
