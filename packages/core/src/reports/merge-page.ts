import { forestFigure } from "../figures/forest-figure.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { MergeReport } from "./gather-merge-report.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { createFigureIds, htmlFigure, type NextFigureId } from "./html/html-figure.ts";
import { htmlTable } from "./html/html-table.ts";
import { paragraph, section } from "./html/page-parts.ts";
import { pairsSection } from "./html/pairs-section.ts";
import { plainPage } from "./html/plain-page.ts";
import { escapeMarkdown, titledMarkdownTable } from "./markdown-table.ts";
import { mergeGeometryTables } from "./merge-geometry-tables.ts";
import { mergeModelNames } from "./merge-names.ts";
import { mergeLossRows, mergeSearchTables } from "./merge-search-tables.ts";
import { mergeAccuracyTable, mergeFactsTable, mergeInputsTable, mergeVerificationTexts } from "./merge-tables.ts";
import { levelPercent, pointsText } from "./pairs-numbers.ts";
import { pairsTables } from "./pairs-tables.ts";
import { plainTable } from "./plain-table.ts";
import type { ReportTable } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** The report of a merge as one HTML file that needs nothing else and runs no script. Same input, same bytes. */
export function mergeHtml(report: MergeReport, language: ReportWords["language"]): string {
  const words = reportWords(language);
  const nextId = createFigureIds();
  const { comparison } = report;
  const accuracy = mergeAccuracyTable(report, words);
  return plainPage({
    language,
    title: titleOf(report),
    kicker: words.text("merge.kicker"),
    lead: words.text("merge.lead"),
    sections: [
      section("made", words.text("merge.made"), htmlTable(mergeFactsTable(report, words), { caption: " " })),
      section(
        "comparison",
        words.text("merge.comparison"),
        accuracy === null || comparison === null
          ? paragraph(words.text("merge.noRuns"))
          : [htmlTable(accuracy), pairsSection(comparison.comparisons, words, nextId)].join("\n"),
      ),
      ...searchSections(report, words, nextId),
      section(
        "vectors",
        words.text("merge.vectors"),
        [
          ...vectorTexts(report, words).map((text) => paragraph(text)),
          ...vectorTables(report, words).map((table) => htmlTable(table)),
        ].join("\n"),
      ),
      section(
        "provenance",
        words.text("merge.provenance"),
        [
          ...mergeVerificationTexts(report, words).map((text) => paragraph(text)),
          htmlTable(mergeInputsTable(report, words)),
          `<details><summary>${escapeHtml(words.text("merge.recipe"))}</summary>`,
          `<pre class="text">${recipeHtml(report)}</pre></details>`,
        ].join("\n"),
      ),
    ],
    footer: `Viva ${singleLine(report.viva)}`,
  });
}

/** The same as GitHub-flavoured Markdown, without figures. */
export function mergeMarkdown(report: MergeReport, language: ReportWords["language"]): string {
  const words = reportWords(language);
  const accuracy = mergeAccuracyTable(report, words);
  const parts = [
    `# ${words.text("merge.kicker")}: ${escapeMarkdown(titleOf(report))}`,
    ...titledMarkdownTable(mergeFactsTable(report, words)),
    `## ${words.text("merge.comparison")}`,
    ...(accuracy === null ? [words.text("merge.noRuns")] : titledMarkdownTable(accuracy)),
    ...pairsTables(report.comparison?.comparisons ?? [], words).flatMap(titledMarkdownTable),
    ...searchParts(report, words),
    `## ${words.text("merge.vectors")}`,
    ...vectorTexts(report, words).map(escapeMarkdown),
    ...vectorTables(report, words).flatMap(titledMarkdownTable),
    ...provenanceParts(report, words),
    `---\n\nViva ${escapeMarkdown(singleLine(report.viva))}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/**
 * What a model card tells of a merge beyond its recipe: accuracies with tests, what a search found, and every input with its
 * hash. In English, as the rest of the card.
 */
export function mergeCardSection(report: MergeReport): string {
  const words = reportWords("en");
  const accuracy = mergeAccuracyTable(report, words);
  const { record } = report;
  const tables = [...(accuracy === null ? [] : [accuracy]), ...searchTables(report, words)];
  const parts = [
    ...(tables.length === 0 ? [] : [`## ${words.text("merge.card.title")}`]),
    ...tables.flatMap(titledMarkdownTable),
    `## ${words.text("merge.provenance")}`,
    `Viva ${escapeMarkdown(singleLine(record.viva))}, seed ${record.seed}.`,
    ...titledMarkdownTable(mergeInputsTable(report, words)),
  ];
  return parts.join("\n\n");
}

/** The tables for a terminal; hashes are left to the other forms. */
export function mergeTerminalTables(report: MergeReport, language: ReportWords["language"]): readonly TerminalTable[] {
  const words = reportWords(language);
  const accuracy = mergeAccuracyTable(report, words);
  const facts = mergeFactsTable(report, words);
  const missing = vectorTables(report, words).length === 0 ? vectorTexts(report, words) : [];
  const tables: readonly ReportTable[] = [
    {
      ...facts,
      notes: [
        ...facts.notes,
        ...mergeVerificationTexts(report, words),
        ...(accuracy === null ? [words.text("merge.noRuns")] : []),
        ...missing,
      ],
    },
    ...(accuracy === null ? [] : [accuracy]),
    ...searchTables(report, words),
    ...vectorTables(report, words),
  ];
  return tables.map(plainTable);
}

const titleOf = ({ folder }: MergeReport): string =>
  singleLine(folder.split(/[\\/]/u).findLast((part) => part !== "") ?? folder);

const recipeHtml = ({ record }: MergeReport): string =>
  record.recipe
    .trimEnd()
    .split("\n")
    .map((line) => escapeHtml(line))
    .join("\n");

function vectorTexts({ geometry, absentInputs }: MergeReport, words: ReportWords): readonly string[] {
  if (geometry === null) {
    return [words.text("merge.vectorsAbsent", { list: words.list(absentInputs.map(singleLine)) })];
  }
  return geometry.base === null
    ? [words.text("merge.vectorsFromZero", { flag: "--base" })]
    : [words.text("merge.vectorsLead", { base: singleLine(geometry.base) })];
}

function vectorTables(report: MergeReport, words: ReportWords): readonly ReportTable[] {
  const { geometry } = report;
  return geometry === null ? [] : mergeGeometryTables(geometry, words, mergeModelNames(report));
}

function searchTables(report: MergeReport, words: ReportWords): readonly ReportTable[] {
  return report.search === null ? [] : mergeSearchTables(report.search, words, mergeModelNames(report));
}

function searchSections(report: MergeReport, words: ReportWords, nextId: NextFigureId): readonly string[] {
  const { search } = report;
  if (search === null) {
    return [];
  }
  const [grid, contributions] = searchTables(report, words);
  const rows = mergeLossRows(search);
  const numbers = {
    points: (difference: number) => pointsText(difference, words),
    wholePoints: (difference: number) => pointsText(difference, words, 0),
  };
  const caption = words.text("merge.lossFigure", { level: levelPercent(search.level, words) });
  const body = [
    ...(grid === undefined ? [] : [htmlTable(grid)]),
    ...(contributions === undefined ? [] : [paragraph(words.text("merge.searchLead"))]),
    ...(rows.length === 0 ? [] : [htmlFigure((widthPx) => forestFigure(rows, numbers, widthPx), caption, nextId)]),
    ...(contributions === undefined ? [] : [htmlTable(contributions)]),
  ];
  return [section("search", words.text("merge.search"), body.join("\n"))];
}

function searchParts(report: MergeReport, words: ReportWords): readonly string[] {
  const { search } = report;
  return search === null
    ? []
    : [
        `## ${words.text("merge.search")}`,
        ...(search.contributions.length === 0 ? [] : [words.text("merge.searchLead")]),
        ...searchTables(report, words).flatMap(titledMarkdownTable),
      ];
}

function provenanceParts(report: MergeReport, words: ReportWords): readonly string[] {
  // A fence longer than any in the recipe.
  const ticks = Math.max(2, ...[...report.record.recipe.matchAll(/`+/gu)].map(([run]) => run.length)) + 1;
  const fence = "`".repeat(ticks);
  return [
    `## ${words.text("merge.provenance")}`,
    ...mergeVerificationTexts(report, words).map(escapeMarkdown),
    ...titledMarkdownTable(mergeInputsTable(report, words)),
    `### ${words.text("merge.recipe")}`,
    `${fence}yaml\n${report.record.recipe.trimEnd()}\n${fence}`,
  ];
}
